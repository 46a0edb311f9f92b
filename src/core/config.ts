import * as z from 'zod/mini';
import { styles, type Style } from './enhance/enhancement.ts';
import { WhetstoneError } from './errors.ts';
import {
  defaultGuardPolicy,
  guardSettingsSchema,
  strengthenPolicy,
  type GuardSettings,
} from './guard/policy.ts';
import { customRuleSchema, type CustomRule } from './lint/customRules.ts';
import { nearest } from './nearest.ts';
import { promptKinds, type PromptKind } from './prompt/document.ts';

/** The name of the file at a repository's root in which a team agrees on how Whetstone works there. */
export const configFileName = 'whetstone.config.json';

const severities = ['off', 'error', 'warning', 'info', 'hint'] as const;

export type RuleSetting = (typeof severities)[number];

/** What a team may decide. Everything is optional; what is absent leaves the user's own setting alone. */
export interface TeamConfig {
  readonly style?: Style;
  /** Standing instructions for every enhancement. */
  readonly customInstructions?: string;
  readonly context: {
    readonly include?: readonly string[];
    readonly exclude?: readonly string[];
    /** Levels of folders in the tree, 1-20. */
    readonly depth?: number;
  };
  /** Severity by rule id. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Rules of the team's own. */
  readonly customRules?: readonly CustomRule[];
  /** Most tokens by kind of file. */
  readonly tokenLimits?: Readonly<Partial<Record<PromptKind, number>>>;
  /** Weight by rule id of the score, 0-10; 1 = as shipped. */
  readonly weights: Readonly<Record<string, number>>;
  readonly thresholds: {
    /** Least score that passes, 0-100. */
    readonly minScore?: number;
    readonly failOn?: 'error' | 'warning' | 'info';
  };
  /** What the guard does, only ever more than the user's own settings ask for. */
  readonly guard?: GuardSettings;
  /** Folders with templates, relative to the root. */
  readonly templates?: readonly string[];
}

export interface ReadConfig {
  readonly config: TeamConfig;
  /** One sentence for each key that is unknown, forbidden or of a wrong type; the rest of the file counts. */
  readonly warnings: readonly string[];
}

const globs = z.array(z.string().check(z.minLength(1), z.maxLength(1000))).check(z.maxLength(200));

/** One reader for each value, so that a wrong one costs only itself. Each says in words what it wants. */
const readers = {
  style: [z.enum(styles), `one of ${styles.join(', ')}`],
  customInstructions: [z.string().check(z.maxLength(20_000)), 'text of at most 20,000 characters'],
  'context.include': [globs, 'a list of globs'],
  'context.exclude': [globs, 'a list of globs'],
  'context.depth': [z.int().check(z.gte(1), z.lte(20)), 'a whole number from 1 to 20'],
  'thresholds.minScore': [z.int().check(z.gte(0), z.lte(100)), 'a whole number from 0 to 100'],
  'thresholds.failOn': [z.enum(['error', 'warning', 'info']), 'one of error, warning, info'],
  templates: [z.array(z.string().check(z.minLength(1))), 'a list of folders'],
} as const satisfies Record<string, readonly [z.ZodMiniType, string]>;

const ruleSetting = z.enum(severities);
const weight = z.number().check(z.gte(0), z.lte(10));

const tokenLimit = z.int().check(z.gte(1));

const topKeys = [
  'style',
  'customInstructions',
  'context',
  'rules',
  'customRules',
  'tokenLimits',
  'weights',
  'thresholds',
  'templates',
];

/** What a cloned repository must never decide: where prompts are sent, with which key, what is run, what is let through. */
const forbidden =
  /^(?:.*(?:api|secret|access)[-_]?keys?|keys?|.*(?:base|proxy)?[-_]?urls?|.*endpoints?|providers?|models?|headers?|hosts?|prox(?:y|ies)|commands?|scripts?|hooks?|exec|env|environment|guard|redact|fallback|budget|ratelimit|rate_limit|audit|cache|telemetry|auth|authorization|tokens?|password|secrets?)$/i;

/**
 * Reads the text of a `whetstone.config.json`. Unknown, forbidden and ill-typed keys are named in the warnings and left out; the rest works.
 * Throws WhetstoneError `config-invalid` when the text is no JSON object at all.
 */
export function readTeamConfig(text: string): ReadConfig {
  const root = parseObject(text);
  const warnings: string[] = [];
  const values: Record<string, unknown> = {};

  const read = (name: keyof typeof readers, value: unknown): void => {
    const [schema, wanted] = readers[name];
    const result = z.safeParse(schema, value);
    if (result.success) values[name] = result.data;
    else warnings.push(`"${name}" must be ${wanted}; it is ignored.`);
  };
  const group = (name: 'context' | 'thresholds', value: unknown): void => {
    if (!isObject(value)) {
      warnings.push(`"${name}" must be an object; it is ignored.`);
      return;
    }
    const prefix = `${name}.`;
    const known = Object.keys(readers).filter((key) => key.startsWith(prefix));
    for (const [key, inner] of Object.entries(value)) {
      const full = prefix + key;
      if (known.includes(full)) read(full as keyof typeof readers, inner);
      else
        warnings.push(
          refusal(
            full,
            key,
            known.map((one) => one.slice(prefix.length)),
          ),
        );
    }
  };

  const readGuard = (value: unknown): void => {
    const result = z.safeParse(guardSettingsSchema, value);
    if (!result.success) {
      const pattern = result.error.issues.find(({ path }) => path[0] === 'patterns');
      const reason = pattern === undefined ? 'The user guide names what it may hold.' : pattern.message;
      warnings.push(
        `"guard" may not be set by a repository except to strengthen it; it is ignored. ${reason}`,
      );
      return;
    }
    values['guard'] = result.data;
    for (const name of strengthenPolicy(defaultGuardPolicy, result.data).ignored)
      warnings.push(`"${name}" may not be set by a repository to less than the default; it is ignored.`);
  };

  const rules: Record<string, RuleSetting> = {};
  const weights: Record<string, number> = {};
  for (const [key, value] of Object.entries(root)) {
    if (key === '$schema') continue;
    if (key === 'context' || key === 'thresholds') group(key, value);
    else if (key === 'rules')
      Object.assign(rules, record(key, value, ruleSetting, severities.join(', '), warnings));
    else if (key === 'customRules') values[key] = readCustomRules(value, warnings);
    else if (key === 'tokenLimits') values[key] = readTokenLimits(value, warnings);
    else if (key === 'weights')
      Object.assign(weights, record(key, value, weight, 'a number from 0 to 10', warnings));
    else if (key === 'style' || key === 'customInstructions' || key === 'templates') read(key, value);
    else if (key === 'guard') readGuard(value);
    else warnings.push(refusal(key, key, topKeys));
  }
  return { config: configOf(values, rules, weights), warnings };
}

/** A configuration that decides nothing. */
export const emptyConfig: TeamConfig = { context: {}, rules: {}, weights: {}, thresholds: {} };

/** The rules that are well formed; each of the others is named, with what is wrong with it. */
function readCustomRules(value: unknown, warnings: string[]): CustomRule[] {
  if (!Array.isArray(value)) {
    warnings.push('"customRules" must be a list of rules; it is ignored.');
    return [];
  }
  const rules: CustomRule[] = [];
  for (const [index, one] of value.slice(0, mostCustomRules).entries()) {
    const result = z.safeParse(customRuleSchema, one);
    if (result.success) {
      rules.push(result.data);
      continue;
    }
    const id: unknown = isObject(one) ? one['id'] : undefined;
    const name = typeof id === 'string' ? `"${id.slice(0, 80)}"` : `number ${index + 1}`;
    const { path, message } = result.error.issues[0] ?? { path: [], message: '' };
    const at = path.length === 0 ? '' : `${path.join('.')}: `;
    warnings.push(`The custom rule ${name} is ignored: ${at}${message}`);
  }
  if (value.length > mostCustomRules) warnings.push(`Only the first ${mostCustomRules} custom rules count.`);
  return rules;
}

const mostCustomRules = 100;

function readTokenLimits(value: unknown, warnings: string[]): Record<string, number> {
  const limits = record('tokenLimits', value, tokenLimit, 'a whole number of tokens', warnings);
  const kinds: readonly string[] = promptKinds;
  for (const kind of Object.keys(limits)) {
    if (kinds.includes(kind)) continue;
    delete limits[kind];
    warnings.push(refusal(`tokenLimits.${kind}`, kind, kinds));
  }
  return limits;
}

function parseObject(text: string): Record<string, unknown> {
  const hint = `Correct ${configFileName}, or remove it.`;
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new WhetstoneError('config-invalid', `${configFileName} is not valid JSON.`, hint, { cause });
  }
  if (!isObject(root))
    throw new WhetstoneError('config-invalid', `${configFileName} must hold one object.`, hint);
  return root;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(full: string, key: string, known: readonly string[]): string {
  const shown = full.length > 80 ? `${full.slice(0, 80)}…` : full;
  if (forbidden.test(key))
    return `"${shown}" may not be set by a repository; it is ignored. Set it in your own settings or environment.`;
  const near = nearest(key.slice(0, 80), known);
  return `"${shown}" is not a known key; it is ignored.${near === null ? '' : ` Did you mean "${near}"?`}`;
}

function record<T>(
  name: string,
  value: unknown,
  schema: z.ZodMiniType<T>,
  wanted: string,
  warnings: string[],
): Record<string, T> {
  if (!isObject(value)) {
    warnings.push(`"${name}" must be an object; it is ignored.`);
    return {};
  }
  const entries: [string, T][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const result = z.safeParse(schema, inner);
    if (result.success) entries.push([key, result.data]);
    else warnings.push(`"${name}.${key.slice(0, 80)}" must be ${wanted}; it is ignored.`);
  }
  return Object.fromEntries(entries);
}

function configOf(
  values: Record<string, unknown>,
  rules: Record<string, RuleSetting>,
  weights: Record<string, number>,
): TeamConfig {
  const pick = (prefix: string): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) => {
        const inside = prefix === '' ? !key.includes('.') : key.startsWith(prefix);
        return inside ? [[key.slice(prefix.length), value] as const] : [];
      }),
    );
  return { ...pick(''), context: pick('context.'), thresholds: pick('thresholds.'), rules, weights };
}
