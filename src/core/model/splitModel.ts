/** A model's name with the provider it belongs to, as in `ollama:llama3`; a name without one leaves the provider as it is. */
export function splitModel(
  provider: string,
  model: string | null,
): { readonly provider: string; readonly model: string | null } {
  const found = /^(openai|anthropic|openrouter|ollama|vscode-lm):(.+)$/s.exec(model ?? '');
  if (found === null || (provider !== 'auto' && provider !== found[1])) return { provider, model };
  return { provider: found[1] ?? provider, model: found[2] ?? model };
}
