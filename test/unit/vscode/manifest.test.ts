import assert from 'node:assert/strict';
import { accountingSettings } from '../../../src/core/usage/accountingNames.ts';
import { connectionSettingNames } from '../../../src/core/model/connectionSettings.ts';
import { modelSettingNames } from '../../../src/core/model/modelSettings.ts';
import { timeoutSettingNames } from '../../../src/core/model/timeoutSettings.ts';
import { guardSettingNames } from '../../../src/core/guard/guardSettings.ts';
import { glob, readFile } from 'node:fs/promises';

const root = new URL('../../..', import.meta.url).pathname;

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
}

describe('manifest', () => {
  let manifest: Manifest;
  let source: string;

  before(async () => {
    manifest = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as Manifest;
    const files: string[] = [];
    for await (const file of glob(['src/vscode/**/*.ts', 'src/extension.ts'], { cwd: root }))
      files.push(file);
    source = (await Promise.all(files.map((file) => readFile(`${root}${file}`, 'utf8')))).join('\n');
  });

  it('contributes exactly the commands that are registered, all in one category', () => {
    const registered = [...source.matchAll(/registerCommand\(\s*'(\w+)'/g)].map(
      ([, id]) => `whetstone.${id}`,
    );
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(contributed.toSorted(), registered.toSorted());
    assert.ok(manifest.contributes.commands.every(({ category }) => category === 'Whetstone'));
  });

  it('names only commands that exist in menus and keybindings, and binds no key everywhere', () => {
    const known = new Set(manifest.contributes.commands.map(({ command }) => command));
    const named = [
      ...Object.values(manifest.contributes.menus).flatMap((items) => items.map(({ command }) => command)),
      ...manifest.contributes.keybindings.map(({ command }) => command),
    ].filter((command) => command !== undefined);
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
      [],
    );
    assert.ok(manifest.contributes.keybindings.every(({ when }) => when !== undefined));
  });

  it('describes, defaults and scopes every setting, and reads no other', () => {
    const settings = Object.assign(
      {},
      ...manifest.contributes.configuration.map(({ properties }) => properties),
    ) as Record<string, Record<string, unknown>>;
    for (const [name, setting] of Object.entries(settings)) {
      assert.ok('default' in setting && 'scope' in setting && 'markdownDescription' in setting, name);
    }
    const read = [...source.matchAll(/\.get\(\s*'((?:\w+\.)+\w+)'/g)].map(([, key]) => `whetstone.${key}`);
    // The settings of the guard, the account and the connections are read from the lists of their names.
    read.push(...guardSettingNames.map((name) => `whetstone.${name}`));
    read.push(...accountingSettings.map((name) => `whetstone.${name}`));
    read.push(
      ...[...connectionSettingNames, ...modelSettingNames, ...timeoutSettingNames].map(
        (name) => `whetstone.${name}`,
      ),
    );
    assert.deepEqual([...new Set(read)].toSorted(), Object.keys(settings).toSorted());
  });

  it('lets no untrusted folder steer what is read or sent', () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    assert.deepEqual(
      restricted.filter((name) => !settings.includes(name)),
      [],
    );
    for (const name of settings.filter((key) =>
      /^whetstone\.(?:context\.(?:include|exclude|codebase|git)|enhancement\.(?:provider|model|customInstructions)|providers\.|fallback\.|timeouts\.)/.test(
        key,
      ),
    )) {
      assert.ok(restricted.includes(name), name);
    }
  });

  it('lets no folder say where requests go or what goes with them', () => {
    const settings = Object.assign(
      {},
      ...manifest.contributes.configuration.map(({ properties }) => properties),
    ) as Record<string, Record<string, unknown>>;
    const steering = [...connectionSettingNames, ...modelSettingNames, ...timeoutSettingNames].map(
      (name) => `whetstone.${name}`,
    );
    assert.deepEqual(
      steering.filter((name) => settings[name]?.['scope'] !== 'machine'),
      [],
    );
  });
});
