import assert from 'node:assert/strict';
import { gatherContext } from '../../../src/core/context/gatherContext.ts';
import type { RepositoryContext } from '../../../src/core/context/context.ts';
import { sampleProjects } from '../../fixtures/sampleProjects.ts';
import { realPorts } from '../../harness/contextPorts.ts';
import { memoryFiles } from '../../harness/memoryFiles.ts';

export async function contextOfFiles(files: Readonly<Record<string, string>>): Promise<RepositoryContext> {
  return gatherContext(
    { root: '/sample', prompt: null, depth: 3, include: [], exclude: [], git: false, tokenBudget: 4000 },
    { ...realPorts, files: memoryFiles(files) },
    new AbortController().signal,
  );
}

describe('what a project is made of', () => {
  for (const { name, language, frameworks, version, manager, test, files } of sampleProjects) {
    it(`sees ${name}`, async () => {
      const context = await contextOfFiles(files);
      assert.equal(context.languages[0]?.name, language);
      assert.deepEqual(
        context.frameworks.map((framework) => framework.name),
        frameworks,
      );
      if (version !== undefined) assert.equal(context.frameworks[0]?.version, version);
      assert.equal(context.packageManagers[0] ?? 'none', manager);
      if (test !== undefined) assert.equal(context.commands['test'], test);
      for (const { evidence } of context.frameworks) assert.ok(files[evidence] !== undefined, evidence);
    });
  }
});
