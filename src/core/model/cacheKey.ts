import type { CompletionRequest } from './completion.ts';

/**
 * Everything that determines the answer to a request, as one text to hash: the same for two requests exactly when they ask the same of the same model in the
 * same way. Who asks, and whether the text is streamed, is not part of it.
 * @param route what answers a request that leaves provider or model open, e.g. the default model's name
 */
export function cacheText(request: CompletionRequest, route: string): string {
  const { operation, provider, model, messages, maxTokens, temperature, stop, schema } = request;
  return JSON.stringify([
    1,
    operation,
    provider,
    model,
    route,
    messages.map(({ role, content }) => [role, content]),
    maxTokens,
    temperature,
    stop,
    schema === null ? null : [schema.name, sorted(schema.schema)],
  ]);
}

/** Plain data with the keys of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
