import type { RepositoryFiles } from '../../src/core/context/ports.ts';
import { environmentNames, isEnvironmentExample, neverRead } from '../../src/core/context/neverRead.ts';

/** The port over files in memory: text by path, sorted, read as the real one reads. */
export function memoryFiles(files: Readonly<Record<string, string>>): RepositoryFiles {
  return {
    list: async (_root, { limit }) => ({
      files: Object.entries(files)
        .map(([path, text]) => ({ path, size: text.length }))
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .slice(0, limit),
      truncated: Object.keys(files).length > limit,
      notes: [],
    }),
    read: async (_root, path, maxBytes) => {
      const text = files[path];
      if (text === undefined) return null;
      if (isEnvironmentExample(path)) return environmentNames(text);
      return neverRead(path) === null ? text.slice(0, maxBytes) : null;
    },
  };
}
