import type { WhetstoneError } from '../errors.ts';
import type { GuardAction, TextOrigin } from './finding.ts';
import { inspect, type GuardPart, type PartFinding } from './inspect.ts';
import { Placeholders, restore, type MaskMap } from './placeholders.ts';
import { defaultGuardPolicy, type GuardPolicy } from './policy.ts';
import { refusalOf, remarksOf } from './refusal.ts';

/** A message to a model, as far as the guard looks at it. */
export interface GuardableMessage {
  readonly role: string;
  readonly content: string;
}

/** What may be sent of a list of messages. */
export interface GuardedMessages<Message extends GuardableMessage> {
  readonly verdict: GuardAction;
  /** `part` is the message's place in the list. None repeats what it found. */
  readonly findings: readonly PartFinding[];
  /** The messages in the same order, masked; null when something in them blocks and masking was not agreed to. */
  readonly messages: readonly Message[] | null;
  /** What to throw when `messages` is null, else null. */
  readonly refusal: WhetstoneError | null;
  /** Gives the values back in the answer (see `restore`); kept on this machine. Empty when nothing was masked. */
  readonly map: MaskMap;
  /** One sentence each for the user: what was masked, what to think about. */
  readonly notes: readonly string[];
}

/** What a message is by its role, for the user. */
const titles: Readonly<Record<string, string>> = {
  system: 'the instructions to the model',
  user: 'the prompt',
  assistant: 'an earlier answer',
};

/**
 * The guard over all the messages of one request. Pure. The same value has the same placeholder in every message. `redact`: mask what
 * would block and go on. `origin` says whose words a message holds; the user's own unless given. A message from elsewhere that gives
 * orders comes back as the policy says: empty, or quoted as data. Texts that are already masked pass unchanged.
 */
export function guardMessages<Message extends GuardableMessage>(
  messages: readonly Message[],
  policy: GuardPolicy = defaultGuardPolicy,
  redact = false,
  origin: (message: Message, index: number) => TextOrigin = () => 'typed',
): GuardedMessages<Message> {
  const parts = messages.map((message, index): GuardPart => ({
    id: String(index),
    title: titles[message.role] ?? `the message of ${message.role}`,
    origin: origin(message, index),
    text: message.content,
  }));
  const placeholders = new Placeholders(parts.map(({ text }) => text));
  const { verdict, findings, parts: judged, map } = inspect(parts, policy, placeholders);
  if (verdict === 'block' && !redact) {
    const hint = 'Take it out, or go on with it masked.';
    return {
      verdict,
      findings,
      messages: null,
      refusal: refusalOf(findings, parts, hint),
      map: [],
      notes: [],
    };
  }
  const masked = messages.map((message, index) => ({
    ...message,
    content: judged[index]?.text ?? message.content,
  }));
  const { masked: note, noticed } = remarksOf(findings);
  return {
    verdict,
    findings,
    messages: masked,
    refusal: null,
    map,
    notes: [note, noticed].filter((one) => one !== ''),
  };
}

/** The answer with the user's own values put back, for his own screen. Never for storage, a cache or a log. */
export function restoreAnswer(answer: string, { map }: { readonly map: MaskMap }): string {
  return map.length === 0 ? answer : restore(answer, map);
}
