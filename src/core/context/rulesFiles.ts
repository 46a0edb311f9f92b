import type { RepositoryContext } from './context.ts';
import { baseName, depthOf, isSample, type RepositoryFacts } from './facts.ts';
import { firstCharacters } from './firstCharacters.ts';
import type { ListedFile } from './ports.ts';
import { isVendored } from './vendored.ts';

/** Characters of one rules file that are kept; the longest of real ones are read to the end with few exceptions. */
export const rulesLength = 12_000;

/** No more rules files than this are read. */
const most = 20;

const names = new Set([
  'agents.md',
  'agent.md',
  'agents.override.md',
  'claude.md',
  'gemini.md',
  'qwen.md',
  'codex.md',
  'warp.md',
  'crush.md',
  'copilot-instructions.md',
  '.cursorrules',
  '.windsurfrules',
  '.clinerules',
  '.roorules',
  '.goosehints',
  '.rules',
  '.aider.conf.md',
  'conventions.md',
]);

const places =
  /(?:^|\/)(?:\.cursor\/rules\/.+\.(?:mdc|md)|\.clinerules\/.+\.md|\.windsurf\/rules\/.+\.md|\.roo\/rules[\w-]*\/.+\.md|\.continue\/rules\/.+\.md|\.kiro\/steering\/.+\.md|\.claude\/rules\/.+\.md|\.amazonq\/rules\/.+\.md|\.augment\/rules\/.+\.md|\.junie\/guidelines\.md|\.trae\/rules\/.+\.md|\.github\/instructions\/.+\.instructions\.md)$/;

/** True for files that tell coding agents how to work in the repository. */
export function isRulesFile(path: string): boolean {
  const base = baseName(path).toLowerCase();
  if (base === 'conventions.md') return depthOf(path) === 0;
  return names.has(base) || ((path.startsWith('.') || path.includes('/.')) && places.test(path));
}

/** The rules files to read: outermost first, those for every agent before those for one. */
export function selectRulesFiles(files: readonly ListedFile[]): readonly string[] {
  return files
    .map(({ path }) => path)
    .filter((path) => isRulesFile(path) && !isVendored(path) && !isSample(path))
    .sort((a, b) => rulesDepth(a) - rulesDepth(b) || generality(a) - generality(b) || (a < b ? -1 : 1))
    .slice(0, most);
}

/** Files in the tools' own folders hold for the folder that these lie in. */
function rulesDepth(path: string): number {
  const folders = path.split('/').slice(0, -1);
  const own = folders.findIndex((folder) => folder.startsWith('.'));
  return own === -1 ? folders.length : own;
}

function generality(path: string): number {
  return baseName(path).toLowerCase() === 'agents.md' ? 0 : 1;
}

/** The rules with their text; a file that says word for word what an earlier one says is left out. */
export function rulesOf(facts: RepositoryFacts): RepositoryContext['rules'] {
  const seen = new Set<string>();
  return selectRulesFiles(facts.notable).flatMap((path) => {
    const text = facts.texts.get(path);
    if (text === undefined || text.trim() === '' || seen.has(text)) return [];
    seen.add(text);
    return [{ path, text: firstCharacters(text, rulesLength) }];
  });
}
