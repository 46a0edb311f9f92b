import type { KeyFileType, RepositoryContext } from './context.ts';
import { baseName, depthOf, isSample, type RepositoryFacts } from './facts.ts';
import { isEnvironmentExample, neverRead } from './neverRead.ts';
import type { ListedFile } from './ports.ts';
import { firstCharacters } from './firstCharacters.ts';
import { isRulesFile } from './rulesFiles.ts';
import { isVendored } from './vendored.ts';

/** Design document 001, section 3.2.1: the first 500 characters. */
export const previewLength = 500;

/** No more key files than this are shown. */
const most = 30;

const types: readonly (readonly [KeyFileType, RegExp])[] = [
  ['Readme', /^readme(?:\.\w+)?$/i],
  ['PackageJson', /^package\.json$/],
  ['CargoToml', /^Cargo\.toml$/],
  ['PyProject', /^pyproject\.toml$/],
  ['GoMod', /^go\.mod$/],
  ['Pom', /^pom\.xml$/],
  ['Gradle', /^build\.gradle(?:\.kts)?$/],
  ['Dockerfile', /^(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$/],
  ['Makefile', /^(?:GNU)?[Mm]akefile$/],
  ['GitIgnore', /^\.gitignore$/],
  ['TsConfig', /^tsconfig(?:\.base)?\.json$/],
  [
    'LintConfig',
    /^(?:eslint\.config\.[cm]?[jt]s|\.eslintrc(?:\.(?:json|[cm]?js|ya?ml))?|biome\.jsonc?|\.?oxlintrc\.json|ruff\.toml|\.ruff\.toml|\.flake8|\.pylintrc|\.golangci\.ya?ml|clippy\.toml|\.clippy\.toml|\.rubocop\.yml|phpcs\.xml(?:\.dist)?|phpstan\.neon(?:\.dist)?|detekt\.yml|checkstyle\.xml|\.swiftlint\.yml|\.stylelintrc(?:\.json)?|analysis_options\.yaml|\.credo\.exs|tslint\.json)$/,
  ],
];

const workflow =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.circleci\/config\.yml|azure-pipelines\.yml|Jenkinsfile|\.travis\.yml|bitbucket-pipelines\.yml|\.buildkite\/pipeline\.ya?ml|\.woodpecker\.ya?ml|appveyor\.yml)$/;

/** What kind of key file a path is; null for the others. */
export function keyFileType(path: string): KeyFileType | null {
  const base = baseName(path);
  if (isEnvironmentExample(path)) return 'EnvExample';
  if (neverRead(path) !== null) return null;
  if (workflow.test(path)) return 'CiWorkflow';
  if (isRulesFile(path)) return 'AgentRules';
  return types.find(([, pattern]) => pattern.test(base))?.[0] ?? null;
}

const order: readonly KeyFileType[] = [
  'Readme',
  'PackageJson',
  'CargoToml',
  'PyProject',
  'GoMod',
  'Pom',
  'Gradle',
  'AgentRules',
  'TsConfig',
  'Makefile',
  'Dockerfile',
  'LintConfig',
  'CiWorkflow',
  'EnvExample',
  'GitIgnore',
];

/** The key files of a repository: outermost first, at each level by what they tell most. */
export function selectKeyFiles(files: readonly ListedFile[]): readonly { path: string; type: KeyFileType }[] {
  const found: { path: string; type: KeyFileType; depth: number }[] = [];
  for (const { path } of files) {
    const depth = depthOf(path);
    if (depth > 3 && !path.startsWith('.')) continue;
    const type = keyFileType(path);
    if (type === null || (depth > 0 && (isVendored(path) || isSample(path)))) continue;
    found.push({ path, type, depth: path.startsWith('.github/') ? 0 : depth });
  }
  return found
    .sort(
      (a, b) =>
        a.depth - b.depth || order.indexOf(a.type) - order.indexOf(b.type) || (a.path < b.path ? -1 : 1),
    )
    .slice(0, most)
    .map(({ path, type }) => ({ path, type }));
}

/** The key files with the beginning of each. */
export function keyFilesOf(facts: RepositoryFacts): RepositoryContext['keyFiles'] {
  return selectKeyFiles(facts.notable).flatMap(({ path, type }) => {
    const text = facts.texts.get(path);
    return text === undefined ? [] : [{ path, type, preview: firstCharacters(text, previewLength) }];
  });
}
