import type { RepositoryContext } from './context.ts';
import { firstCharacters } from './firstCharacters.ts';

interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Characters of a rules file and of a key file's beginning that go into the pack. */
const rulesShown = 3000;
const previewShown = 300;

/**
 * Tokens of a text, estimated without a vocabulary: a word or a run of signs about every 3.2 characters of code and prose, one for each
 * character of scripts without spaces. Errs on the high side (by 15 % on the fixture repositories), so that a budget holds.
 */
export function estimateTokens(text: string): number {
  let dense = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x2e7f) dense += 1;
  }
  return Math.ceil((text.length - dense) / 3.2 + dense);
}

/**
 * The pack that goes along with a prompt, as Markdown: what bears on the prompt first, what tells least last.
 * @param tokenBudget Most (estimated) tokens; what does not fit is left out from the end, whole lines at a time. Without it nothing is.
 */
export function renderContext(
  context: RepositoryContext,
  tokenBudget: number = Number.POSITIVE_INFINITY,
): string {
  const out: string[] = [];
  let left = tokenBudget;
  for (const part of partsOf(context)) {
    const title = `## ${part.title}`;
    let open = false;
    for (const line of part.lines) {
      const cost = estimateTokens(open ? `${line}\n` : `\n${title}\n${line}\n`);
      if (cost > left) break;
      left -= cost;
      if (!open) out.push(...(out.length === 0 ? [title] : ['', title]));
      open = true;
      out.push(line);
    }
  }
  return out.join('\n');
}

function partsOf(context: RepositoryContext): readonly Part[] {
  const { git } = context;
  return [
    { title: 'Repository', lines: [context.summary] },
    {
      title: 'Files that bear on the request',
      lines: context.relevantFiles.map((file) => `- ${inline(file.path)}: ${file.why}`),
    },
    {
      title: 'Problems that the editor reports in them',
      lines: (context.problems ?? []).map(
        ({ line, message, path, severity, source }) =>
          `- ${inline(`${path}:${line}`)} ${severity}${source === '' ? '' : ` (${oneLine(source)})`}: ${oneLine(message)}`,
      ),
    },
    ...(context.selection === undefined
      ? []
      : [
          {
            title: `Selected in ${oneLine(context.selection.path)}, from line ${context.selection.line}`,
            lines: quoted(context.selection.text),
          },
        ]),
    {
      title: 'Commands',
      lines: Object.entries(context.commands).map(([purpose, command]) => `- ${purpose}: ${inline(command)}`),
    },
    { title: 'Conventions', lines: context.conventions.map((convention) => `- ${convention}`) },
    ...context.rules.map((rule) => ({
      title: `Rules in ${oneLine(rule.path)}`,
      lines: quoted(firstCharacters(rule.text, rulesShown)),
    })),
    {
      title: 'Git',
      lines:
        git === null
          ? []
          : [
              git.summary,
              ...git.commits.map(
                (commit) =>
                  `- ${commit.hash.slice(0, 7)} ${commit.timestamp.slice(0, 10)} ${oneLine(commit.message)}`,
              ),
              ...(git.uncommitted.length === 0
                ? []
                : [`Uncommitted: ${git.uncommitted.slice(0, 20).map(inline).join(', ')}`]),
            ],
    },
    { title: 'Folders', lines: context.fileTree.directories.map((path) => `- ${inline(`${path}/`)}`) },
    ...context.keyFiles
      .filter((file) => file.type !== 'AgentRules' && file.type !== 'GitIgnore')
      .map((file) => ({
        title: `Beginning of ${oneLine(file.path)}`,
        lines: quoted(firstCharacters(file.preview, previewShown)),
      })),
  ];
}

/** Text of the repository is quoted line by line, so that it cannot pass for a part of the pack. */
function quoted(text: string): readonly string[] {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => `> ${line}`);
}

function inline(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'")}\``;
}

function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- a file's name may hold any character but the slash and NUL
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, ' ').slice(0, 400);
}
