import { type Dependency, type Ecosystem, versionIn } from './dependency.ts';
import { isRecord } from './readJson.ts';
import { at, readToml } from './readToml.ts';

/** Cargo.toml: dependencies of the package and of the workspace, build and dev ones too, also per target. */
export async function cargoDependencies(manifest: string, text: string): Promise<readonly Dependency[]> {
  const data = await readToml(text);
  const targets = at(data, 'target');
  const scopes = [data, at(data, 'workspace'), ...(isRecord(targets) ? Object.values(targets) : [])];
  return scopes.flatMap((scope) => [
    ...crates(manifest, at(scope, 'dependencies'), false),
    ...crates(manifest, at(scope, 'build-dependencies'), true),
    ...crates(manifest, at(scope, 'dev-dependencies'), true),
  ]);
}

function crates(manifest: string, value: unknown, development: boolean): readonly Dependency[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).map(([name, range]) => ({
    ecosystem: 'cargo',
    name: isRecord(range) && typeof range['package'] === 'string' ? range['package'] : name,
    version: versionIn(isRecord(range) ? range['version'] : range),
    development,
    manifest,
  }));
}

/** go.mod: direct requirements only. */
export function goDependencies(manifest: string, text: string): readonly Dependency[] {
  return matches(
    'go',
    manifest,
    text,
    /^\s*(?:require\s+)?([a-z0-9.-]+\.[a-z]+\/\S+)\s+v(\S+)(?!.*\/\/ indirect)/,
  );
}

/** pom.xml: dependencies, the parent, managed ones and plugins, as `group:artifact`. */
export function mavenDependencies(manifest: string, text: string): readonly Dependency[] {
  const properties = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/<([\w.-]{1,80})>([^<>]{1,120})<\/\1>/g)) {
    properties.set(name, value.trim());
  }
  const found: Dependency[] = [];
  for (const block of text.split(/<(?:dependency|parent|plugin)>/).slice(1)) {
    const group = /<groupId>\s*([^<\s]+)\s*</.exec(block.slice(0, 1000))?.[1];
    const artifact = /<artifactId>\s*([^<\s]+)\s*</.exec(block.slice(0, 1000))?.[1];
    const end = block.search(/<\/(?:dependency|parent|plugin)>/);
    const own = end === -1 ? block.slice(0, 1000) : block.slice(0, end);
    const written = /<version>\s*([^<\s]+)\s*</.exec(own)?.[1];
    const version = written?.startsWith('${') === true ? properties.get(written.slice(2, -1)) : written;
    if (artifact === undefined) continue;
    found.push({
      ecosystem: 'jvm',
      name: `${group ?? 'org.apache.maven.plugins'}:${artifact}`.toLowerCase(),
      version: versionIn(version),
      development: /<scope>\s*test\s*</.test(own),
      manifest,
    });
  }
  return found;
}

/** build.gradle, build.gradle.kts, version catalogs, build.sbt: quoted coordinates and plugin ids. */
export function gradleDependencies(manifest: string, text: string): readonly Dependency[] {
  const found: Dependency[] = [];
  const versions = new Map<string, string>();
  if (manifest.endsWith('.toml')) {
    for (const [, name = '', version = ''] of text.matchAll(/^([\w-]+)\s*=\s*"(\d[\w.+-]*)"/gm))
      versions.set(name, version);
  }
  for (const line of text.split('\n')) {
    const development = /^\s*test/i.test(line) || /%\s*"?test/i.test(line);
    const referred = versions.get(/version\.ref\s*=\s*"([\w-]+)"/.exec(line)?.[1] ?? '');
    for (const match of line.slice(0, 500).matchAll(/["']([\w.-]+):([\w.-]+)(?::([\w.+-]+))?["']/g)) {
      found.push(jvm(manifest, `${match[1]}:${match[2]}`, match[3] ?? referred, development));
    }
    const plugin = /\bid\s*\(?\s*["']([\w.-]+)["']\)?(?:\s+version\s*\(?\s*["']([\w.+-]+)["'])?/.exec(line);
    if (plugin?.[1] !== undefined) found.push(jvm(manifest, `plugin:${plugin[1]}`, plugin[2], false));
    const applied = /apply\s+plugin:\s*["']([\w.-]+)["']/.exec(line);
    if (applied?.[1] !== undefined) found.push(jvm(manifest, `plugin:${applied[1]}`, null, false));
    // A version catalog (`id = "…"`, `module = "g:a"`, `group = "g", name = "a"`).
    const catalog = /group\s*=\s*"([\w.-]+)"\s*,\s*name\s*=\s*"([\w.-]+)"/.exec(line);
    if (catalog !== null) found.push(jvm(manifest, `${catalog[1]}:${catalog[2]}`, referred, false));
    const catalogPlugin = /\bid\s*=\s*"([\w.-]+)"(?:\s*,\s*version\s*=\s*"([\w.+-]+)")?/.exec(line);
    if (catalogPlugin?.[1] !== undefined) {
      found.push(jvm(manifest, `plugin:${catalogPlugin[1]}`, catalogPlugin[2] ?? referred, false));
    }
    const sbt = /"([\w.-]+)"\s*%{1,3}\s*"([\w.-]+)"\s*%\s*"?([\w.+-]+)/.exec(line);
    if (sbt !== null) found.push(jvm(manifest, `${sbt[1]}:${sbt[2]}`, sbt[3], development));
  }
  return found;
}

function jvm(manifest: string, name: string, range: unknown, development: boolean): Dependency {
  return { ecosystem: 'jvm', name: name.toLowerCase(), version: versionIn(range), development, manifest };
}

/** Projects of .NET: package references, the SDK, the user interface switches, all as names. */
export function dotnetDependencies(manifest: string, text: string): readonly Dependency[] {
  const found: Dependency[] = [];
  const add = (name: string, range: unknown): void => {
    found.push({
      ecosystem: 'dotnet',
      name: name.toLowerCase(),
      version: versionIn(range),
      development: false,
      manifest,
    });
  };
  const target = /<TargetFrameworks?>\s*net(?:coreapp)?(\d+\.\d+)/.exec(text)?.[1];
  for (const tag of text.split('<').slice(1)) {
    const reference =
      /^(?:PackageReference|PackageVersion|FrameworkReference)\b[^>]*\bInclude="([^"]+)"/i.exec(tag);
    if (reference?.[1] !== undefined) add(reference[1], /\bVersion="([^"]+)"/i.exec(tag)?.[1]);
    const sdk = /^(?:Project|Import)\b[^>]*\bSdk="([^"]+)"/i.exec(tag);
    if (sdk?.[1] !== undefined) add(`sdk:${sdk[1]}`, target);
    const option = /^(UseMaui|UseWPF|UseWindowsForms)>\s*true/i.exec(tag);
    if (option?.[1] !== undefined) add(`option:${option[1]}`, target);
  }
  return found;
}

/** One dependency a line: group 1 the name, group 2 (or 3) the version. */
export function matches(
  ecosystem: Ecosystem,
  manifest: string,
  text: string,
  pattern: RegExp,
): readonly Dependency[] {
  const found: Dependency[] = [];
  for (const line of text.split('\n')) {
    const match = pattern.exec(line.slice(0, 500));
    if (match?.[1] === undefined) continue;
    found.push({
      ecosystem,
      name: match[1].toLowerCase(),
      version: versionIn(match[2] ?? match[3]),
      development: false,
      manifest,
    });
  }
  return found;
}
