import { baseName, depthOf, isSample, type RepositoryFacts } from './facts.ts';
import { readJson } from './dependencies/readJson.ts';

/** Files that only one package manager writes. Sources: the manuals of the tools. */
const signs: readonly (readonly [manager: string, test: RegExp])[] = [
  ['pnpm', /^(?:pnpm-lock\.yaml|pnpm-workspace\.yaml)$/],
  ['yarn', /^yarn\.lock$/],
  ['bun', /^bun\.lockb?$/],
  ['npm', /^(?:package-lock|npm-shrinkwrap)\.json$/],
  ['deno', /^(?:deno\.lock|deno\.jsonc?)$/],
  ['uv', /^uv\.lock$/],
  ['poetry', /^poetry\.lock$/],
  ['pdm', /^pdm\.lock$/],
  ['pipenv', /^Pipfile(?:\.lock)?$/],
  ['pixi', /^pixi\.(?:lock|toml)$/],
  ['conda', /^(?:environment|conda)\.ya?ml$/],
  ['cargo', /^Cargo\.(?:toml|lock)$/],
  ['go', /^go\.(?:mod|work)$/],
  ['maven', /^pom\.xml$/],
  ['gradle', /^(?:build|settings)\.gradle(?:\.kts)?$/],
  ['sbt', /^build\.sbt$/],
  ['bundler', /^(?:Gemfile(?:\.lock)?|gems\.rb)$/],
  ['composer', /^composer\.(?:json|lock)$/],
  ['mix', /^mix\.(?:exs|lock)$/],
  ['pub', /^pubspec\.(?:yaml|lock)$/],
  ['nuget', /\.(?:csproj|fsproj|vbproj|sln|slnx)$/],
  ['swiftpm', /^Package\.swift$/],
  ['cocoapods', /^Podfile(?:\.lock)?$/],
  ['conan', /^conanfile\.(?:py|txt)$/],
  ['vcpkg', /^vcpkg\.json$/],
  ['cabal', /\.cabal$/],
  ['stack', /^stack\.yaml$/],
  ['rebar3', /^rebar\.config$/],
  ['opam', /\.opam$/],
  ['leiningen', /^project\.clj$/],
  ['shards', /^shard\.yml$/],
  ['nix', /^flake\.nix$/],
];

/** How deep a file may lie to speak for the repository. */
const deepest = 2;

/** Languages whose packages a manager brings; those of the others stand beside the project. */
const languagesOf: Readonly<Record<string, readonly string[]>> = {
  bundler: ['Ruby', 'HTML'],
  composer: ['PHP', 'Blade', 'Twig'],
  cargo: ['Rust'],
  go: ['Go'],
  maven: ['Java', 'Kotlin', 'Scala', 'Groovy'],
  gradle: ['Java', 'Kotlin', 'Groovy'],
  mix: ['Elixir'],
  pub: ['Dart'],
  nuget: ['C#', 'F#', 'Visual Basic .NET'],
  swiftpm: ['Swift'],
  ...Object.fromEntries(
    ['pip', 'uv', 'poetry', 'pdm', 'pipenv', 'pixi', 'conda', 'hatch'].map((name) => [
      name,
      ['Python', 'Jupyter Notebook'],
    ]),
  ),
  ...Object.fromEntries(
    ['npm', 'pnpm', 'yarn', 'bun', 'deno'].map((name) => [
      name,
      ['JavaScript', 'TypeScript', 'Vue', 'Svelte', 'Astro', 'CSS'],
    ]),
  ),
};

/**
 * The package managers of a repository: that of the main language first, then by how far out their files lie.
 * @param mainLanguage Linguist's name; undefined when there is no code.
 */
export function detectPackageManagers(
  facts: RepositoryFacts,
  mainLanguage: string | undefined,
): readonly string[] {
  const found = new Map<string, number>();
  const note = (manager: string, depth: number): void => {
    found.set(manager, Math.min(found.get(manager) ?? depth, depth));
  };
  let hasNodeManifest = false;
  let hasPythonManifest = false;
  for (const { path } of facts.outer) {
    const depth = depthOf(path);
    if (depth > deepest || isSample(path)) continue;
    const base = baseName(path);
    for (const [manager, test] of signs) if (test.test(base)) note(manager, depth);
    if (base === 'package.json') {
      hasNodeManifest = true;
      const chosen = readJson(facts.texts.get(path) ?? '')?.['packageManager'];
      const name = typeof chosen === 'string' ? /^(npm|pnpm|yarn|bun)@/.exec(chosen)?.[1] : undefined;
      if (name !== undefined) note(name, depth - 0.5);
    }
    if (base === 'pyproject.toml') {
      hasPythonManifest = true;
      const text = facts.texts.get(path) ?? '';
      if (text.includes('[tool.poetry]')) note('poetry', depth);
      else if (text.includes('[tool.uv')) note('uv', depth);
      else if (text.includes('[tool.pdm')) note('pdm', depth);
      else if (text.includes('[tool.hatch.envs')) note('hatch', depth);
    }
    if (/^requirements[\w.-]*\.txt$|^setup\.(?:py|cfg)$/.test(base)) hasPythonManifest = true;
  }
  const has = (...managers: readonly string[]): boolean => managers.some((manager) => found.has(manager));
  // Nobody wrote a lock file: the tool that comes with the language.
  if (hasNodeManifest && !has('npm', 'pnpm', 'yarn', 'bun', 'deno')) note('npm', 0);
  if (hasPythonManifest && !has('uv', 'poetry', 'pdm', 'pipenv', 'pixi', 'conda', 'hatch')) note('pip', 0);
  const isMain = (manager: string): number =>
    mainLanguage !== undefined && languagesOf[manager]?.includes(mainLanguage) === true ? 0 : 1;
  const order = signs.map(([manager]) => manager);
  return [...found]
    .sort(([a, m], [b, n]) => isMain(a) - isMain(b) || m - n || order.indexOf(a) - order.indexOf(b))
    .map(([manager]) => manager);
}

/** The package manager that runs a package.json's scripts. */
export function nodeManager(managers: readonly string[]): string {
  return managers.find((manager) => ['pnpm', 'yarn', 'bun', 'npm'].includes(manager)) ?? 'npm';
}
