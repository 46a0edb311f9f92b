import { type Dependency, versionIn } from './dependency.ts';
import { isRecord } from './readJson.ts';
import { at, readToml } from './readToml.ts';

function dependency(manifest: string, name: string, range: unknown, development: boolean): Dependency {
  return {
    ecosystem: 'python',
    // PEP 503: case and the kind of separator do not matter.
    name: name.toLowerCase().replaceAll('_', '-').replaceAll('.', '-'),
    version: versionIn(range),
    development,
    manifest,
  };
}

/** One requirement of PEP 508: `fastapi[standard]>=0.115; python_version > "3.8"`. */
function requirement(manifest: string, line: string, development: boolean): readonly Dependency[] {
  const match = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*([^;#]*)/.exec(line.slice(0, 400));
  return match?.[1] === undefined ? [] : [dependency(manifest, match[1], match[2], development)];
}

/** requirements.txt and the like: options, comments, URLs and other files are passed over. */
export function requirementsDependencies(manifest: string, text: string): readonly Dependency[] {
  const development = /dev|test|lint|doc|ci/.test(manifest.slice(manifest.lastIndexOf('/') + 1));
  return text
    .split('\n')
    .filter((line) => /^\s*[A-Za-z0-9]/.test(line) && !/^\s*(?:git|https?|file)[+:]/.test(line))
    .flatMap((line) => requirement(manifest, line, development));
}

/** pyproject.toml: PEP 621, dependency groups (PEP 735), Poetry, PDM, uv. */
export async function pyprojectDependencies(manifest: string, text: string): Promise<readonly Dependency[]> {
  const data = await readToml(text);
  const found: Dependency[] = lines(at(data, 'project', 'dependencies')).flatMap((line) =>
    requirement(manifest, line, false),
  );
  for (const group of groups(at(data, 'project', 'optional-dependencies'))) {
    for (const line of lines(group)) found.push(...requirement(manifest, line, false));
  }
  const development = [
    ...groups(at(data, 'dependency-groups')),
    ...groups(at(data, 'tool', 'pdm', 'dev-dependencies')),
    at(data, 'tool', 'uv', 'dev-dependencies'),
  ];
  for (const group of development) {
    for (const line of lines(group)) found.push(...requirement(manifest, line, true));
  }
  found.push(...table(manifest, at(data, 'tool', 'poetry', 'dependencies'), false));
  found.push(...table(manifest, at(data, 'tool', 'poetry', 'dev-dependencies'), true));
  for (const group of groups(at(data, 'tool', 'poetry', 'group'))) {
    found.push(...table(manifest, at(group, 'dependencies'), true));
  }
  return found;
}

/** A Pipfile. */
export async function pipfileDependencies(manifest: string, text: string): Promise<readonly Dependency[]> {
  const data = await readToml(text);
  return [
    ...table(manifest, at(data, 'packages'), false),
    ...table(manifest, at(data, 'dev-packages'), true),
  ];
}

/** setup.cfg's `install_requires` and `extras_require`, setup.py's quoted requirements. */
export function setupDependencies(manifest: string, text: string): readonly Dependency[] {
  if (manifest.endsWith('.py')) {
    const start = text.indexOf('install_requires');
    if (start === -1) return [];
    const end = text.indexOf(']', start);
    const quoted = text.slice(start, end === -1 ? start + 5000 : end).matchAll(/["']([^"'\n]{1,200})["']/g);
    return [...quoted].flatMap((match) => requirement(manifest, match[1] ?? '', false));
  }
  const found: Dependency[] = [];
  let inside = false;
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) inside = /^install_requires\s*=/.test(line);
    if (inside) found.push(...requirement(manifest, line.replace(/^install_requires\s*=/, ''), false));
  }
  return found;
}

/** conda's environment.yml: `- name=version` and `- name>=version` below `dependencies:`, pip's list included. */
export function condaDependencies(manifest: string, text: string): readonly Dependency[] {
  return text
    .split('\n')
    .map((line) =>
      /^\s+-\s+([A-Za-z0-9._:-]+)\s*([=<>~!].*)?$|^-\s+([A-Za-z0-9._:-]+)\s*([=<>~!].*)?$/.exec(line),
    )
    .filter((match) => match !== null)
    .filter((match) => !match[0].trimEnd().endsWith(':'))
    .map((match) =>
      dependency(
        manifest,
        (match[1] ?? match[3] ?? '').split('::').at(-1) ?? '',
        match[2] ?? match[4],
        false,
      ),
    );
}

function lines(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((line): line is string => typeof line === 'string') : [];
}

function groups(value: unknown): readonly unknown[] {
  return isRecord(value) ? Object.values(value) : [];
}

function table(manifest: string, value: unknown, development: boolean): readonly Dependency[] {
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .filter(([name]) => name !== 'python')
    .map(([name, range]) =>
      dependency(manifest, name, isRecord(range) ? range['version'] : range, development),
    );
}
