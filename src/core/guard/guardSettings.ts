import * as z from 'zod/mini';
import { guardActions } from './finding.ts';
import { checkUserPattern } from './patternSafety.ts';
import { personalKinds } from './personal/findPersonal.ts';
import { guardPatternSchema, injectionHandlings, type GuardPattern, type GuardSettings } from './policy.ts';

/** The user's settings of the guard, one name each, the same in the editor and in the terminal's settings file. */
export const guardSettingNames = [
  'guard.secrets.keys',
  'guard.secrets.passwords',
  ...personalKinds.map((kind) => `guard.personal.${kind}` as const),
  'guard.injection.context',
  'guard.injection.typed',
  'guard.topics.block',
  'guard.topics.warn',
  'guard.patterns',
  'guard.neverRead',
] as const;

export type GuardSettingName = (typeof guardSettingNames)[number];

export interface ReadGuardSettings {
  readonly settings: GuardSettings;
  /** One sentence for each value that does not fit or is refused; the default counts instead, and the other values count. */
  readonly warnings: readonly string[];
}

const action = z.enum(guardActions);
const words = z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(500));

/** Reads the user's settings by their names; `undefined` is not set. A wrong value never weakens: its default counts. */
export function readGuardSettings(get: (name: GuardSettingName) => unknown): ReadGuardSettings {
  const warnings: string[] = [];
  const read = <Value>(
    name: GuardSettingName,
    schema: z.ZodMiniType<Value>,
    wanted: string,
  ): Value | undefined => {
    const value = get(name);
    if (value === undefined || value === null) return undefined;
    const result = z.safeParse(schema, value);
    if (result.success) return result.data;
    warnings.push(`"whetstone.${name}" must be ${wanted}; its default counts.`);
    return undefined;
  };
  const actionOf = (name: GuardSettingName): (typeof guardActions)[number] | undefined =>
    read(name, action, `one of ${guardActions.join(', ')}`);
  const wordsOf = (name: GuardSettingName): string[] | undefined => read(name, words, 'a list of words');
  const settings: GuardSettings = {
    secrets: given({ keys: actionOf('guard.secrets.keys'), passwords: actionOf('guard.secrets.passwords') }),
    personal: given(
      Object.fromEntries(personalKinds.map((kind) => [kind, actionOf(`guard.personal.${kind}`)])),
    ),
    injection: given({
      context: read(
        'guard.injection.context',
        z.enum(injectionHandlings),
        `one of ${injectionHandlings.join(', ')}`,
      ),
      typed: read('guard.injection.typed', z.enum(['allow', 'warn']), 'one of allow, warn'),
    }),
    topics: given({ block: wordsOf('guard.topics.block'), warn: wordsOf('guard.topics.warn') }),
    ...given({
      patterns: patternsOf(get('guard.patterns'), warnings),
      neverRead: read('guard.neverRead', words, 'a list of globs'),
    }),
  };
  return { settings, warnings };
}

/** Each pattern stands for itself: a refused one costs only itself, and the reason is told. */
function patternsOf(value: unknown, warnings: string[]): GuardPattern[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) {
    warnings.push('"whetstone.guard.patterns" must be a list of patterns; it is ignored.');
    return undefined;
  }
  return value.slice(0, 100).flatMap((entry: unknown, index): GuardPattern[] => {
    const result = z.safeParse(guardPatternSchema, entry);
    if (result.success) return [result.data];
    const source = z.safeParse(z.object({ pattern: z.string() }), entry);
    const reason = source.success ? checkUserPattern(source.data.pattern) : null;
    warnings.push(
      `Pattern ${index + 1} of "whetstone.guard.patterns" is not used. ${reason ?? 'It needs an "id" of small letters, digits and hyphens, and a "pattern".'}`,
    );
    return [];
  });
}

/** Without the values that are not set. */
function given<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}
