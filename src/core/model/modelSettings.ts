import * as z from 'zod/mini';
import { defaultOrder } from './fallback.ts';

/** What users may decide about who is asked. */
export interface ModelSettings {
  /** False = no model is asked to enhance anything. */
  readonly enabled: boolean;
  /** Id of the preferred provider, `auto` or `offline`. */
  readonly provider: string;
  /** Null = chosen by how much a task asks. */
  readonly model: string | null;
  readonly order: readonly string[];
  readonly allowCloudFromLocal: boolean;
  readonly allowAfterRefusal: boolean;
  /** Providers that are turned off, by id. */
  readonly off: ReadonlySet<string>;
  readonly warnings: readonly string[];
}

/** Names of the settings that say who is asked, beside the switches of enhancements and providers. */
export const modelSettingNames = [
  'enhancement.provider',
  'enhancement.model',
  'fallback.order',
  'fallback.allowCloudFromLocal',
  'fallback.allowAfterRefusal',
] as const;

const ids = ['openai', 'anthropic', 'openrouter', 'ollama', 'vscode-lm'] as const;

/**
 * Reads the settings; names as in the editor. What cannot be used is named in a warning, and the default counts instead.
 * @param valueOf the value of a setting, undefined or null when there is none
 */
export function readModelSettings(valueOf: (name: string) => unknown): ModelSettings {
  const warnings: string[] = [];
  const read = <Value>(name: string, schema: z.ZodMiniType<Value>, otherwise: Value): Value => {
    const value = valueOf(name);
    if (value === undefined || value === null) return otherwise;
    const parsed = z.safeParse(schema, value);
    if (parsed.success) return parsed.data;
    warnings.push(`The setting ${name} cannot be used; the default counts instead.`);
    return otherwise;
  };
  const model = read('enhancement.model', z.string(), '').trim();
  return {
    enabled: read('enhancement.enabled', z.boolean(), true),
    provider: read('enhancement.provider', z.string(), 'auto').trim() || 'auto',
    model: model === '' ? null : model,
    order: read('fallback.order', z.array(z.string()), [...defaultOrder]),
    allowCloudFromLocal: read('fallback.allowCloudFromLocal', z.boolean(), false),
    allowAfterRefusal: read('fallback.allowAfterRefusal', z.boolean(), false),
    off: new Set(ids.filter((id) => !read(`providers.${id}.enabled`, z.boolean(), true))),
    warnings,
  };
}
