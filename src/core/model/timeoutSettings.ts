import * as z from 'zod/mini';
import {
  type AttemptLimits,
  cloudLimits,
  localLimits,
  type RequestLimits,
  requestLimits,
} from './deadlines.ts';

/** All waits that users may bound. Plain data. */
export interface TimeoutSettings {
  readonly cloud: AttemptLimits;
  /** Of a model server that has to load its models, which is Ollama. */
  readonly local: AttemptLimits;
  readonly request: RequestLimits;
}

export const defaultTimeouts: TimeoutSettings = {
  cloud: cloudLimits,
  local: localLimits,
  request: requestLimits,
};

/** Seconds; a tenth is less than any network takes, and nobody waits for more than an hour. */
const seconds = z.number().check(z.gte(0.1), z.lte(3600));

/** Names of the settings with their defaults in milliseconds. The same in the editor (under `whetstone.`) and in the terminal's settings.json. */
const defaults = {
  'timeouts.connect': cloudLimits.connectMs,
  'timeouts.firstToken': cloudLimits.firstTokenMs,
  'timeouts.firstTokenLocal': localLimits.firstTokenMs,
  'timeouts.stall': cloudLimits.stallMs,
  'timeouts.attempt': cloudLimits.attemptMs,
  'timeouts.attemptLocal': localLimits.attemptMs,
  'timeouts.request': requestLimits.cloudMs,
  'timeouts.requestLocal': requestLimits.localMs,
} as const;

type TimeoutSetting = keyof typeof defaults;

/** The names of all settings, without `whetstone.` in front. */
export const timeoutSettingNames = Object.keys(defaults) as readonly TimeoutSetting[];

/**
 * Reads the limits, which are written in seconds. What cannot be used is named in a warning, and the default counts instead.
 * @param valueOf the value of a setting, undefined or null when there is none
 */
export function readTimeouts(valueOf: (name: TimeoutSetting) => unknown): {
  readonly timeouts: TimeoutSettings;
  readonly warnings: readonly string[];
} {
  const warnings: string[] = [];
  const read = (name: TimeoutSetting): number => {
    const value = valueOf(name);
    if (value === undefined || value === null) return defaults[name];
    const parsed = z.safeParse(seconds, value);
    if (parsed.success) return parsed.data * 1000;
    warnings.push(`The setting ${name} cannot be used; it must be seconds from 0.1 to 3600.`);
    return defaults[name];
  };
  const both = { connectMs: read('timeouts.connect'), stallMs: read('timeouts.stall') };
  const timeouts: TimeoutSettings = {
    cloud: {
      ...cloudLimits,
      ...both,
      firstTokenMs: read('timeouts.firstToken'),
      attemptMs: read('timeouts.attempt'),
    },
    local: {
      ...localLimits,
      ...both,
      firstTokenMs: read('timeouts.firstTokenLocal'),
      attemptMs: read('timeouts.attemptLocal'),
    },
    request: { cloudMs: read('timeouts.request'), localMs: read('timeouts.requestLocal') },
  };
  return { timeouts, warnings };
}
