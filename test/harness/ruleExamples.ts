import type { LintWorkspace } from '../../src/core/lint/workspace.ts';
import { anchorsOf } from '../../src/core/lint/anchors.ts';
import { parsePrompt } from '../../src/core/prompt/parsePrompt.ts';
import { nearestBeside } from '../../src/core/lint/nearestBeside.ts';

/** One section of docs/rules.md: what breaks the rule and what keeps it. */
export interface RuleExample {
  readonly rule: string;
  /** Under which heading of the second level. */
  readonly group: string;
  readonly path: string;
  readonly bad: string;
  readonly good: string;
  /** A setting that the bad example needs, written in its first line. */
  readonly tokenLimits: Readonly<Record<string, number>>;
  readonly about: string;
}

/** Reads the sections of docs/rules.md. */
export function ruleExamples(markdown: string): RuleExample[] {
  const examples: RuleExample[] = [];
  let group = '';
  for (const part of sectionsOf(markdown)) {
    const title = /^(#{2,3}) (.*)$/m.exec(part);
    if (title?.[1] === '##') group = title[2] ?? '';
    if (title?.[1] !== '###') continue;
    const path = /^Bad, in `([^`]+)`:$/m.exec(part)?.[1] ?? '';
    const fences = [...part.matchAll(/^(`{3,})text\n([^]*?)\n\1$/gm)].map((match) => match[2] ?? '');
    const [bad = '', good = ''] = fences;
    const limits = /^\(With `"tokenLimits": (\{[^}]*\})`\)\n\n/.exec(bad);
    examples.push({
      rule: title[2] ?? '',
      group,
      path,
      bad: `${limits === null ? bad : bad.slice(limits[0].length)}\n`,
      good: `${good}\n`,
      tokenLimits: limits === null ? {} : (JSON.parse(limits[1] ?? '') as Record<string, number>),
      about: part,
    });
  }
  return examples;
}

/** The text cut before every heading of level 2 or 3 outside of code. */
function sectionsOf(markdown: string): string[] {
  const starts = parsePrompt(markdown, { kind: 'rules' })
    .blocks.filter(({ type, level }) => type === 'heading' && (level === 2 || level === 3))
    .map(({ span }) => span.start);
  return starts.map((start, index) => markdown.slice(start, starts[index + 1]));
}

/** The repository that the examples assume (docs/rules.md names it). */
export const exampleFiles: Readonly<Record<string, string>> = {
  'package.json': '{"scripts":{"test":"node --test","lint":"eslint ."}}',
  'src/auth/login.ts': '',
  'docs/setup.md': '# Setup\n\n## Getting started\n',
  '.github/skills/release-notes/references/sample.md': '# Sample\n',
  'docs/database.md': '# Database\n',
};

/** A workspace in memory. */
export function memoryWorkspace(files: Readonly<Record<string, string>>): LintWorkspace {
  const paths = Object.keys(files);
  const scripts = files['package.json'];
  return {
    has: (path) => paths.some((one) => one === path || one.startsWith(`${path}/`)),
    nearest: (path) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const same = paths.filter((one) => one.endsWith(`/${name}`) || one === name);
      if (same.length === 1) return same[0] ?? null;
      return nearestBeside(path, paths);
    },
    anchors: (path) => {
      const text = files[path];
      return text === undefined ? null : anchorsOf(text);
    },
    holdsProject: scripts !== undefined,
    scripts:
      scripts === undefined
        ? null
        : new Set(Object.keys((JSON.parse(scripts) as { scripts: Record<string, string> }).scripts)),
    targets: new Map(),
  };
}
