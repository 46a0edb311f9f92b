import type { PromptKind } from './document.ts';

/** File-name endings that decide the kind wherever the file lies. */
const endings: readonly (readonly [string, PromptKind])[] = [
  ['.prompt.md', 'prompt'],
  ['.instructions.md', 'instructions'],
  ['.agent.md', 'agent'],
  ['.chatmode.md', 'agent'],
];

const names: ReadonlyMap<string, PromptKind> = new Map([
  ['SKILL.md', 'skill'],
  ['AGENTS.md', 'rules'],
  ['AGENTS.override.md', 'rules'],
  ['CLAUDE.md', 'rules'],
  ['CLAUDE.local.md', 'rules'],
  ['copilot-instructions.md', 'instructions'],
]);

/** Folders whose every Markdown file is of one kind. */
const folders: readonly (readonly [string, PromptKind])[] = [
  ['.github/prompts/', 'prompt'],
  ['.github/agents/', 'agent'],
  ['.github/chatmodes/', 'agent'],
  ['.claude/agents/', 'agent'],
  ['.claude/rules/', 'rules'],
  ['.claude/commands/', 'command'],
];

/**
 * What kind of prompt file a path names, by the rules of docs/files.md (those of VS Code and Claude Code).
 * Takes forward or back slashes, absolute or relative. Returns null for a file that is none of them.
 */
export function kindOfPath(path: string): PromptKind | null {
  const normal = path.replaceAll('\\', '/');
  const name = normal.slice(normal.lastIndexOf('/') + 1);
  const byName = names.get(name);
  if (byName !== undefined) return byName;
  const lower = name.toLowerCase();
  for (const [ending, kind] of endings) {
    if (lower.endsWith(ending) && lower.length > ending.length) return kind;
  }
  if (!lower.endsWith('.md') || lower === 'readme.md') return null;
  const rooted = `/${normal}`;
  for (const [folder, kind] of folders) {
    if (rooted.includes(`/${folder}`)) return kind;
  }
  return null;
}
