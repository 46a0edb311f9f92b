import { isRecord } from './readJson.ts';

/** A TOML file as an object; null when it cannot be read. The parser loads on first use. */
export async function readToml(text: string): Promise<Readonly<Record<string, unknown>> | null> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    const value: unknown = parse(text);
    return isRecord(value) ? value : null;
  } catch (error) {
    if (error instanceof TomlError) return null;
    throw error;
  }
}

/** The value at the end of a chain of keys; undefined when the chain breaks. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let here = value;
  for (const key of keys) here = isRecord(here) ? here[key] : undefined;
  return here;
}
