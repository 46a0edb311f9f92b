import { isMap, parseDocument } from 'yaml';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import type { Picoschema } from './schemaFromSamples.ts';

/**
 * A template's file with an input schema and, when it has none, sample values; what the author wrote stays as it is, comments too. Null when it declares an
 * input schema already, or its front matter cannot be read.
 */
export function withSchema(
  source: string,
  schema: Picoschema,
  sample: Readonly<Record<string, unknown>>,
): string | null {
  const { body, frontMatter } = parsePrompt(source, { kind: 'prompt' });
  if (frontMatter !== null && (!frontMatter.closed || frontMatter.error !== null)) return null;
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const yaml = frontMatter === null ? '' : source.slice(frontMatter.content.start, frontMatter.content.end);
  const document = parseDocument(yaml, { logLevel: 'silent' });
  if (document.contents !== null && !isMap(document.contents)) return null;
  if (document.hasIn(['input', 'schema'])) return null;
  document.setIn(['input', 'schema'], document.createNode(schema));
  if (Object.keys(sample).length > 0 && !document.hasIn(['metadata', 'sample']))
    document.setIn(['metadata', 'sample'], document.createNode(sample));
  const front = `---\n${document.toString({ lineWidth: 0 })}---\n`.replaceAll(/\r?\n/g, newline);
  return `${front}${source.slice(body.start)}`;
}
