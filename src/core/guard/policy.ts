import * as z from 'zod/mini';
import { guardActions, stronger, type GuardAction } from './finding.ts';
import { checkUserPattern } from './patternSafety.ts';
import { personalKinds, type PersonalKind } from './personal/findPersonal.ts';

/** What is done with text from elsewhere that tries to give orders, weakest first. */
export const injectionHandlings = ['allow', 'warn', 'quote', 'ask', 'drop'] as const;

export type InjectionHandling = (typeof injectionHandlings)[number];

/** A pattern of a user or a team: a JavaScript regular expression that `checkUserPattern` has found safe. */
export interface GuardPattern {
  readonly id: string;
  readonly pattern: string;
  readonly ignoreCase?: boolean | undefined;
  /** `block` unless given. */
  readonly action?: GuardAction | undefined;
}

/** What the guard does about what it finds. `allow` turns a kind off. */
export interface GuardPolicy {
  readonly secrets: {
    /** Keys, tokens, private keys, webhook addresses. */
    readonly keys: GuardAction;
    /** Passwords and connection strings. */
    readonly passwords: GuardAction;
  };
  readonly personal: Readonly<Record<PersonalKind, GuardAction>>;
  readonly injection: {
    /** Text from elsewhere. `quote` sends it marked as data, `drop` leaves it out, `ask` holds until somebody decides. */
    readonly context: InjectionHandling;
    /** What a person types himself is never more than warned about. */
    readonly typed: 'allow' | 'warn';
  };
  /** Words and topics, empty by default: "vulnerability" is a developer's daily word. */
  readonly topics: { readonly block: readonly string[]; readonly warn: readonly string[] };
  readonly patterns: readonly GuardPattern[];
  /** Globs of files that never become context, beside those that never do (neverRead.ts); empty by default. */
  readonly neverRead: readonly string[];
}

/** Keys block, passwords are masked, personal data warns, text from elsewhere that gives orders stays out. */
export const defaultGuardPolicy: GuardPolicy = {
  secrets: { keys: 'block', passwords: 'redact' },
  personal: { email: 'warn', phone: 'warn', card: 'warn', iban: 'warn', ssn: 'warn', ip: 'warn' },
  injection: { context: 'drop', typed: 'warn' },
  topics: { block: [], warn: [] },
  patterns: [],
  neverRead: [],
};

const action = z.enum(guardActions);
const words = z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(500));
/** One entry of `guard.patterns`. */
export const guardPatternSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,60}$/)),
  pattern: z.string().check(
    z.minLength(1),
    z.refine((source) => checkUserPattern(source) === null, {
      error: ({ input }) => checkUserPattern(String(input)) ?? '',
    }),
  ),
  ignoreCase: z.optional(z.boolean()),
  action: z.optional(action),
});

/** `guard` in settings and in whetstone.config.json: every part optional, nothing else allowed. */
export const guardSettingsSchema = z.strictObject({
  secrets: z.optional(z.strictObject({ keys: z.optional(action), passwords: z.optional(action) })),
  personal: z.optional(z.partialRecord(z.enum(personalKinds), action)),
  injection: z.optional(
    z.strictObject({
      context: z.optional(z.enum(injectionHandlings)),
      typed: z.optional(z.enum(['allow', 'warn'])),
    }),
  ),
  topics: z.optional(z.strictObject({ block: z.optional(words), warn: z.optional(words) })),
  patterns: z.optional(z.array(guardPatternSchema).check(z.maxLength(100))),
  neverRead: z.optional(words),
});

export type GuardSettings = z.infer<typeof guardSettingsSchema>;

/** The user's own settings over the defaults: a user may weaken what protects only himself. */
export function userPolicy(settings: GuardSettings, base: GuardPolicy = defaultGuardPolicy): GuardPolicy {
  return {
    secrets: {
      keys: settings.secrets?.keys ?? base.secrets.keys,
      passwords: settings.secrets?.passwords ?? base.secrets.passwords,
    },
    personal: Object.fromEntries(
      personalKinds.map((kind) => [kind, settings.personal?.[kind] ?? base.personal[kind]]),
    ) as Record<PersonalKind, GuardAction>,
    injection: {
      context: settings.injection?.context ?? base.injection.context,
      typed: settings.injection?.typed ?? base.injection.typed,
    },
    topics: {
      block: settings.topics?.block ?? base.topics.block,
      warn: settings.topics?.warn ?? base.topics.warn,
    },
    patterns: settings.patterns ?? base.patterns,
    neverRead: settings.neverRead ?? base.neverRead,
  };
}

/**
 * A repository's settings on top of a policy. A repository may only strengthen: per kind the stronger action holds, lists add
 * up. `ignored` names the settings that would have weakened and therefore count for nothing.
 */
export function strengthenPolicy(
  policy: GuardPolicy,
  repository: GuardSettings,
): { policy: GuardPolicy; ignored: string[] } {
  const ignored: string[] = [];
  const atLeast = (path: string, own: GuardAction, asked: GuardAction | undefined): GuardAction => {
    const result = asked === undefined ? own : stronger(own, asked);
    if (asked !== undefined && result !== asked) ignored.push(`guard.${path}`);
    return result;
  };
  const handling = strongerOf(injectionHandlings, policy.injection.context, repository.injection?.context);
  if (repository.injection?.context !== undefined && handling !== repository.injection.context)
    ignored.push('guard.injection.context');
  const typed = strongerOf(['allow', 'warn'] as const, policy.injection.typed, repository.injection?.typed);
  if (repository.injection?.typed !== undefined && typed !== repository.injection.typed)
    ignored.push('guard.injection.typed');
  return {
    policy: {
      secrets: {
        keys: atLeast('secrets.keys', policy.secrets.keys, repository.secrets?.keys),
        passwords: atLeast('secrets.passwords', policy.secrets.passwords, repository.secrets?.passwords),
      },
      personal: Object.fromEntries(
        personalKinds.map((kind) => [
          kind,
          atLeast(`personal.${kind}`, policy.personal[kind], repository.personal?.[kind]),
        ]),
      ) as Record<PersonalKind, GuardAction>,
      injection: { context: handling, typed },
      topics: {
        block: [...new Set([...policy.topics.block, ...(repository.topics?.block ?? [])])],
        warn: [...new Set([...policy.topics.warn, ...(repository.topics?.warn ?? [])])],
      },
      patterns: [...policy.patterns, ...(repository.patterns ?? [])],
      neverRead: [...new Set([...policy.neverRead, ...(repository.neverRead ?? [])])],
    },
    ignored,
  };
}

function strongerOf<Level>(levels: readonly Level[], own: Level, asked: Level | undefined): Level {
  return asked !== undefined && levels.indexOf(asked) > levels.indexOf(own) ? asked : own;
}

/** The policy where only a repository has settings: the defaults, strengthened. */
export function teamPolicy(
  settings: GuardSettings | undefined,
  base: GuardPolicy = defaultGuardPolicy,
): GuardPolicy {
  return settings === undefined ? base : strengthenPolicy(base, settings).policy;
}
