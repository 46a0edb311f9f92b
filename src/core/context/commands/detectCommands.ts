import { baseName, depthOf, folderOf, isSample, type RepositoryFacts } from '../facts.ts';
import { nodeManager } from '../packageManagers.ts';
import { type Commands, purposes } from './purposes.ts';
import {
  composerCommands,
  denoCommands,
  justCommands,
  makeCommands,
  mixCommands,
  scriptCommands,
  taskCommands,
} from './runners.ts';
import { pythonCommands, toolchainCommands } from './toolchains.ts';

/**
 * The project's own commands by purpose, as one would type them at the root. What the project wrote down for people (scripts, targets) goes
 * before what its tools would do by habit; where only one sub-folder has a manifest, its commands are given with that folder.
 */
export function detectCommands(
  facts: RepositoryFacts,
  managers: readonly string[],
): Readonly<Record<string, string>> {
  const text = (path: string): string | undefined => facts.texts.get(path);
  const found: Commands[] = [];
  const read = (names: readonly string[], reader: (text: string) => Commands): void => {
    for (const name of names) {
      const content = text(name);
      if (content !== undefined) found.push(reader(content));
    }
  };
  read(['package.json'], (content) => scriptCommands(content, nodeManager(managers)));
  read(['deno.json', 'deno.jsonc'], denoCommands);
  read(['Makefile', 'makefile', 'GNUmakefile'], makeCommands);
  read(['justfile', 'Justfile', '.justfile'], justCommands);
  read(['Taskfile.yml', 'Taskfile.yaml', 'Taskfile.dist.yml'], taskCommands);
  read(['composer.json'], composerCommands);
  read(['mix.exs'], mixCommands);
  found.push(pythonCommands(facts, managers), toolchainCommands(facts), below(facts, managers));
  const commands: Record<string, string> = {};
  for (const purpose of purposes) {
    const first = found.find((one) => one[purpose] !== undefined)?.[purpose];
    if (first !== undefined) commands[purpose] = first;
  }
  return commands;
}

/** Commands of the only package below the root, where the root itself has none (`web/package.json` in a Python repository). */
function below(facts: RepositoryFacts, managers: readonly string[]): Commands {
  const manifests = facts.outer.filter(
    ({ path }) => baseName(path) === 'package.json' && depthOf(path) === 1 && !isSample(path),
  );
  const path = manifests.length === 1 ? manifests[0]?.path : undefined;
  if (path === undefined || facts.paths.has('package.json')) return {};
  const manager = nodeManager(managers);
  const into = manager === 'npm' ? 'npm --prefix' : manager === 'pnpm' ? 'pnpm --dir' : `${manager} --cwd`;
  const commands: Commands = {};
  for (const [purpose, command] of Object.entries(scriptCommands(facts.texts.get(path) ?? '', manager))) {
    commands[purpose as keyof Commands] = command.replace(manager, `${into} ${folderOf(path)}`);
  }
  return commands;
}
