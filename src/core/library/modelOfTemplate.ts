import { splitModel } from '../model/splitModel.ts';

/** Whom to ask for a run. */
export interface ModelWish {
  readonly provider: string;
  readonly model: string | null;
  /** What of the template's own wish was not followed, one sentence; null = nothing. */
  readonly note: string | null;
}

const vendors: ReadonlySet<string> = new Set(['openai', 'anthropic', 'openrouter', 'ollama', 'vscode-lm']);

/**
 * Whom a run asks: what the user named for it, else the model of the template's front matter where its provider is set up, else what the settings say.
 * A template names its model as `openai/gpt-5`, `openai:gpt-5` or `gpt-5`.
 *
 * @param wish what was named for this run; `auto` and null = nothing
 * @param usual what counts otherwise
 * @param ready ids of the providers that are set up
 */
export function modelForRun(
  template: { readonly id: string; readonly model: string | null },
  wish: { readonly provider: string; readonly model: string | null },
  usual: { readonly provider: string; readonly model: string | null },
  ready: readonly string[],
): ModelWish {
  if (wish.provider !== 'auto' || wish.model !== null)
    return { ...splitModel(wish.provider, wish.model), note: null };
  if (template.model === null) return { ...usual, note: null };
  const named = splitTemplateModel(template.model);
  if (named.provider === null) return { provider: usual.provider, model: named.model, note: null };
  if (ready.includes(named.provider)) return { provider: named.provider, model: named.model, note: null };
  return {
    ...usual,
    note: `The template "${template.id}" is made for ${template.model.slice(0, 80)}, which is not set up; another model was asked.`,
  };
}

/** A model's name in a front matter with its provider, null where it names none that we know. */
function splitTemplateModel(text: string): { readonly provider: string | null; readonly model: string } {
  const at = text.search(/[:/]/);
  const vendor = at === -1 ? '' : text.slice(0, at).toLowerCase();
  if (vendors.has(vendor)) return { provider: vendor, model: text.slice(at + 1) };
  if (text.startsWith('claude-')) return { provider: 'anthropic', model: text };
  if (/^(?:gpt-|chatgpt-|o\d)/.test(text)) return { provider: 'openai', model: text };
  return { provider: null, model: text };
}
