import { readJson, stringRecord } from '../dependencies/readJson.ts';
import { type Commands, commandsOf } from './purposes.ts';

/** Scripts that `npm init` writes so that something is there. */
const placeholder = 'no test specified';

/**
 * Commands of a package.json's scripts.
 * @param manager npm, pnpm, yarn or bun.
 */
export function scriptCommands(text: string, manager: string): Commands {
  const scripts = stringRecord(readJson(text)?.['scripts']);
  const names = new Set(Object.keys(scripts).filter((name) => scripts[name]?.includes(placeholder) !== true));
  return commandsOf(names, (name) => typedScript(manager, name));
}

function typedScript(manager: string, script: string): string {
  if (manager === 'npm')
    return script === 'test' || script === 'start' ? `npm ${script}` : `npm run ${script}`;
  // `bun test` and `bun build` are bun's own; `yarn` and `pnpm` run a script of any other name directly.
  if (manager === 'bun') return `bun run ${script}`;
  return `${manager} ${script}`;
}

/** Tasks of a deno.json. */
export function denoCommands(text: string): Commands {
  const tasks = readJson(text)?.['tasks'];
  const names = new Set(typeof tasks === 'object' && tasks !== null ? Object.keys(tasks) : []);
  return {
    test: 'deno test',
    lint: 'deno lint',
    format: 'deno fmt',
    ...commandsOf(names, (name) => `deno task ${name}`),
  };
}

/** Targets of a Makefile; patterns, variables and files in folders are none. */
export function makeCommands(text: string): Commands {
  const names = targets(text, /^([A-Za-z][\w: -]*?)\s*:(?![=:])/).flatMap((rule) => rule.split(/\s+/));
  return commandsOf(new Set(names), (target) => `make ${target}`);
}

/** Recipes of a justfile. */
export function justCommands(text: string): Commands {
  return commandsOf(
    new Set(targets(text, /^@?([A-Za-z][\w-]*)(?:\s[^:=]*)?:(?!=)/)),
    (recipe) => `just ${recipe}`,
  );
}

/** Tasks of a Taskfile.yml: the keys two spaces below `tasks:`. */
export function taskCommands(text: string): Commands {
  const start = text.search(/^tasks:/m);
  const names =
    start === -1 ? [] : targets(text.slice(start), /^ {2}["']?([A-Za-z][\w:-]*?)["']?:\s*(?:$|[^/])/);
  return commandsOf(new Set(names), (task) => `task ${task}`);
}

/** Scripts of a composer.json. */
export function composerCommands(text: string): Commands {
  const scripts = readJson(text)?.['scripts'];
  const names = new Set(typeof scripts === 'object' && scripts !== null ? Object.keys(scripts) : []);
  return commandsOf(names, (name) => (name === 'test' ? 'composer test' : `composer run ${name}`));
}

/** Aliases of a mix.exs. */
export function mixCommands(text: string): Commands {
  const names = new Set(
    [...text.matchAll(/^\s+(?:"([\w.]+)"|(\w+)):\s*\[/gm)].map((match) => match[1] ?? match[2] ?? ''),
  );
  return {
    test: 'mix test',
    build: 'mix compile',
    format: 'mix format',
    ...(text.includes(':credo') ? { lint: 'mix credo' } : {}),
    ...(text.includes(':dialyxir') ? { typecheck: 'mix dialyzer' } : {}),
    ...(text.includes(':phoenix,') ? { start: 'mix phx.server' } : {}),
    ...(names.has('lint') ? { lint: 'mix lint' } : {}),
  };
}

function targets(text: string, pattern: RegExp): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const name = pattern.exec(line.slice(0, 300))?.[1];
    return name === undefined ? [] : [name];
  });
}
