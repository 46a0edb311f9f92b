import {
  cargoDependencies,
  dotnetDependencies,
  goDependencies,
  gradleDependencies,
  mavenDependencies,
} from './compiled.ts';
import type { Dependency } from './dependency.ts';
import { denoDependencies, npmDependencies } from './npm.ts';
import {
  condaDependencies,
  pipfileDependencies,
  pyprojectDependencies,
  requirementsDependencies,
  setupDependencies,
} from './python.ts';
import {
  composerDependencies,
  mixDependencies,
  otherDependencies,
  pubDependencies,
  rubyDependencies,
} from './scripted.ts';

type Reader = (manifest: string, text: string) => readonly Dependency[] | Promise<readonly Dependency[]>;

/** Which reader knows which manifest: by whole name, or by how the name ends. */
const byName: Readonly<Record<string, Reader>> = {
  'package.json': npmDependencies,
  'deno.json': denoDependencies,
  'deno.jsonc': denoDependencies,
  'import_map.json': denoDependencies,
  'pyproject.toml': pyprojectDependencies,
  Pipfile: pipfileDependencies,
  'setup.cfg': setupDependencies,
  'setup.py': setupDependencies,
  'environment.yml': condaDependencies,
  'environment.yaml': condaDependencies,
  'Cargo.toml': cargoDependencies,
  'go.mod': goDependencies,
  'pom.xml': mavenDependencies,
  'build.gradle': gradleDependencies,
  'build.gradle.kts': gradleDependencies,
  'settings.gradle': gradleDependencies,
  'settings.gradle.kts': gradleDependencies,
  'libs.versions.toml': gradleDependencies,
  'build.sbt': gradleDependencies,
  'plugins.sbt': gradleDependencies,
  Gemfile: rubyDependencies,
  'gems.rb': rubyDependencies,
  'composer.json': composerDependencies,
  'mix.exs': mixDependencies,
  'pubspec.yaml': pubDependencies,
  'Directory.Packages.props': dotnetDependencies,
  'Package.swift': otherDependencies,
  'CMakeLists.txt': otherDependencies,
  cpanfile: otherDependencies,
  'rebar.config': otherDependencies,
  DESCRIPTION: otherDependencies,
  'shard.yml': otherDependencies,
  'gleam.toml': otherDependencies,
  'deps.edn': otherDependencies,
  'project.clj': otherDependencies,
  'package.yaml': otherDependencies,
};

const byEnding: Readonly<Record<string, Reader>> = {
  '.csproj': dotnetDependencies,
  '.fsproj': dotnetDependencies,
  '.vbproj': dotnetDependencies,
  '.gemspec': rubyDependencies,
  '.cabal': otherDependencies,
};

function readerOf(path: string): Reader | null {
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (Object.hasOwn(byName, base)) return byName[base] ?? null;
  const ending = base.slice(base.lastIndexOf('.'));
  if (Object.hasOwn(byEnding, ending)) return byEnding[ending] ?? null;
  const isRequirements =
    /^requirements[\w.-]*\.(?:txt|in)$/.test(base) || /(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/.test(path);
  return isRequirements ? requirementsDependencies : null;
}

/** True when the file declares the packages a project needs. */
export function isManifest(path: string): boolean {
  return readerOf(path) !== null;
}

/** What a manifest asks for; nothing when it is none or cannot be read. */
export async function readDependencies(path: string, text: string): Promise<readonly Dependency[]> {
  return (await readerOf(path)?.(path, text)) ?? [];
}
