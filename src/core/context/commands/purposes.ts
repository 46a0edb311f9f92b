/** What a command is for; the keys of `commands` in the context's JSON. */
export const purposes = ['test', 'lint', 'build', 'format', 'typecheck', 'start'] as const;

export type Purpose = (typeof purposes)[number];

export type Commands = Partial<Record<Purpose, string>>;

/** Names that scripts and targets go by, best first. */
export const targetNames: Readonly<Record<Purpose, readonly string[]>> = {
  test: [
    'test',
    'tests',
    'test:unit',
    'unit',
    'test-unit',
    'test:all',
    'check:test',
    'spec',
    'vitest',
    'jest',
    'pytest',
  ],
  lint: [
    'lint',
    'check:lint',
    'lint:check',
    'lint:all',
    'eslint',
    'lint:js',
    'lint-check',
    'clippy',
    'ruff',
    'rubocop',
    'phpstan',
    'analyse',
    'analyze',
    'check',
    'vet',
  ],
  build: ['build', 'compile', 'dist', 'bundle', 'build:prod', 'build:all', 'package'],
  format: [
    'format',
    'fmt',
    'format:write',
    'prettier',
    'format:fix',
    'pretty',
    'format:all',
    'style',
    'cs-fix',
    'check:format',
    'format:check',
  ],
  typecheck: [
    'typecheck',
    'type-check',
    'check-types',
    'check:types',
    'types',
    'tsc',
    'typecheck:all',
    'check:ts',
    'types:check',
    'mypy',
    'pyright',
    'dialyzer',
  ],
  start: ['dev', 'start', 'serve', 'run', 'develop', 'start:dev', 'server', 'watch', 'up'],
};

/** The first of the names of a purpose that is there. */
export function pick(purpose: Purpose, available: ReadonlySet<string>): string | undefined {
  return targetNames[purpose].find((name) => available.has(name));
}

/** One command for each purpose that has a target. */
export function commandsOf(available: ReadonlySet<string>, typed: (target: string) => string): Commands {
  const commands: Commands = {};
  for (const purpose of purposes) {
    const target = pick(purpose, available);
    if (target !== undefined) commands[purpose] = typed(target);
  }
  return commands;
}
