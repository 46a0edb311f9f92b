import { matches } from './compiled.ts';
import { type Dependency, versionIn } from './dependency.ts';
import { readJson, stringRecord } from './readJson.ts';

/** Gemfile (`gem "rails", "~> 7.1"`) and *.gemspec (`add_dependency "rack", "3"`). */
export function rubyDependencies(manifest: string, text: string): readonly Dependency[] {
  return matches(
    'ruby',
    manifest,
    text,
    /^\s*(?:gem|\w+\.add(?:_runtime|_development)?_dependency)[\s(]+["']([\w.-]+)["'](?:\s*,\s*["']([^"']*)["'])?/,
  );
}

/** composer.json. */
export function composerDependencies(manifest: string, text: string): readonly Dependency[] {
  const data = readJson(text);
  const read = (key: string, development: boolean): readonly Dependency[] =>
    Object.entries(stringRecord(data?.[key])).map(([name, range]) => ({
      ecosystem: 'php',
      name: name.toLowerCase(),
      version: versionIn(range),
      development,
      manifest,
    }));
  return [...read('require', false), ...read('require-dev', true)];
}

/** mix.exs: `{:phoenix, "~> 1.7"}`. */
export function mixDependencies(manifest: string, text: string): readonly Dependency[] {
  return matches('elixir', manifest, text, /\{\s*:(\w+)\s*,\s*(?:"([^"]*)")?/);
}

/** pubspec.yaml: the keys below `dependencies:` and `dev_dependencies:`. `flutter: sdk: flutter` gives `flutter`. */
export function pubDependencies(manifest: string, text: string): readonly Dependency[] {
  const found: Dependency[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    const top = /^([a-z_]+):/.exec(line);
    if (top?.[1] !== undefined) section = top[1];
    const entry = /^ {2}([a-z0-9_]+):\s*(\S.*)?$/.exec(line);
    if (entry?.[1] === undefined || !section.endsWith('dependencies')) continue;
    found.push({
      ecosystem: 'dart',
      name: entry[1],
      version: versionIn(entry[2]),
      development: section === 'dev_dependencies',
      manifest,
    });
  }
  return found;
}

/** Package.swift, project.clj, deps.edn, *.cabal, package.yaml, shard.yml, cpanfile, DESCRIPTION, rebar.config, CMakeLists.txt. */
export function otherDependencies(manifest: string, text: string): readonly Dependency[] {
  const base = manifest.slice(manifest.lastIndexOf('/') + 1);
  if (base === 'Package.swift') {
    return matches('other', manifest, text, /url:\s*"[^"]*\/([\w.-]+?)(?:\.git)?"[^\d"]*(?:"([\d.]+)")?/);
  }
  if (base === 'CMakeLists.txt')
    return matches('other', manifest, text, /find_package\s*\(\s*(\w+)(?:\s+([\d.]+))?/i);
  if (base === 'cpanfile') return matches('other', manifest, text, /requires\s*\(?\s*["']([\w:]+)["']/);
  if (base === 'rebar.config') return matches('other', manifest, text, /\{\s*(\w+)\s*,\s*(?:"([^"]*)"|\{)/);
  if (base === 'DESCRIPTION')
    return matches('other', manifest, text, /^\s+([A-Za-z][\w.]*)\s*(?:\(([^)]*)\))?,?\s*$/);
  if (base === 'shard.yml') return matches('other', manifest, text, /^ {2}([\w-]+):\s*$/);
  if (base === 'gleam.toml') return matches('other', manifest, text, /^(\w+)\s*=\s*"([^"]*)"/);
  if (base === 'deps.edn' || base === 'project.clj') {
    return matches(
      'other',
      manifest,
      text,
      /\[?([\w.-]+(?:\/[\w.-]+)?)\s+(?:"([\d.]+)[^"]*"|\{:mvn\/version\s+"([\d.]+))/,
    );
  }
  return matches('other', manifest, text, /^\s*[-,]?\s*([A-Za-z][\w-]*)\s*(?:[><=^~].*?([\d.]+).*)?,?\s*$/);
}
