import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../scripts/prepare/cacheFolder.ts';

const outputsShape = z.record(
  z.string(),
  z.object({
    bytes: z.number(),
    imports: z.array(z.object({ path: z.string(), kind: z.string(), external: z.boolean().optional() })),
  }),
);

/** Files that VS Code loads to start the extension, with their sizes in bytes: the entry and all that it imports statically. */
export function activationFiles(): Map<string, number> {
  const file = path.join(projectRoot, 'dist/outputs.json');
  const outputs = outputsShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  const found = new Map<string, number>();
  const visit = (name: string): void => {
    const output = outputs[name];
    if (!output || found.has(name)) return;
    found.set(name, output.bytes);
    for (const { path: next, kind, external } of output.imports) {
      if (kind === 'import-statement' && external !== true) visit(next);
    }
  };
  visit('dist/extension/extension.js');
  return found;
}

/** The sum of {@link activationFiles}. */
export function activationBytes(): number {
  return [...activationFiles().values()].reduce((sum, bytes) => sum + bytes, 0);
}
