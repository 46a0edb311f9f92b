import type { RepositoryFacts } from '../facts.ts';
import type { Commands } from './purposes.ts';

/** What it takes to run a tool that is installed for this project only. */
const launchers: Readonly<Record<string, string>> = {
  uv: 'uv run ',
  poetry: 'poetry run ',
  pdm: 'pdm run ',
  pipenv: 'pipenv run ',
  hatch: 'hatch run ',
};

/** Commands of a Python project by the tools that it declares or configures. */
export function pythonCommands(facts: RepositoryFacts, managers: readonly string[]): Commands {
  const manager = managers.find((name) => launchers[name] !== undefined);
  const launcher = manager === undefined ? '' : launchers[manager];
  const pyproject = facts.texts.get('pyproject.toml') ?? '';
  const names = new Set(
    facts.dependencies.filter((one) => one.ecosystem === 'python').map((one) => one.name),
  );
  const uses = (tool: string, ...files: readonly string[]): boolean =>
    names.has(tool) || pyproject.includes(`[tool.${tool}`) || files.some((file) => facts.paths.has(file));
  const commands: Commands = {};
  if (facts.paths.has('tox.ini')) commands.test = 'tox';
  if (facts.paths.has('noxfile.py')) commands.test = 'nox';
  if (facts.paths.has('manage.py') && !uses('pytest', 'pytest.ini'))
    commands.test = `${launcher}python manage.py test`;
  else if (uses('pytest', 'pytest.ini', 'conftest.py', 'tests/conftest.py'))
    commands.test = `${launcher}pytest`;
  if (uses('ruff', 'ruff.toml', '.ruff.toml')) commands.lint = `${launcher}ruff check`;
  else if (uses('flake8', '.flake8')) commands.lint = `${launcher}flake8`;
  else if (uses('pylint', '.pylintrc')) commands.lint = `${launcher}pylint .`;
  if (uses('black')) commands.format = `${launcher}black .`;
  else if (commands.lint?.includes('ruff') === true) commands.format = `${launcher}ruff format`;
  if (uses('mypy', 'mypy.ini')) commands.typecheck = `${launcher}mypy .`;
  else if (uses('pyright', 'pyrightconfig.json')) commands.typecheck = `${launcher}pyright`;
  if (facts.paths.has('manage.py')) commands.start = `${launcher}python manage.py runserver`;
  if (manager === 'uv' || manager === 'poetry') {
    if (pyproject.includes('[build-system]')) commands.build = `${manager} build`;
  }
  return commands;
}

/** Commands that come with a toolchain: what a project that follows its language's habits is built and tested with. */
export function toolchainCommands(facts: RepositoryFacts): Commands {
  const has = (path: string): boolean => facts.paths.has(path);
  const first = (commands: Commands, more: Commands): Commands => ({ ...more, ...commands });
  const depends = (...names: readonly string[]): boolean =>
    facts.dependencies.some((one) => names.includes(one.name));
  let found: Commands = {};
  if (has('Cargo.toml')) {
    found = first(found, {
      test: 'cargo test',
      lint: 'cargo clippy',
      build: 'cargo build',
      format: 'cargo fmt',
      typecheck: 'cargo check',
      ...(has('src/main.rs') ? { start: 'cargo run' } : {}),
    });
  }
  if (has('go.mod')) {
    const linted = ['.golangci.yml', '.golangci.yaml', '.golangci.toml'].some(has);
    found = first(found, {
      test: 'go test ./...',
      lint: linted ? 'golangci-lint run' : 'go vet ./...',
      build: 'go build ./...',
      format: 'gofmt -w .',
      ...(has('main.go') ? { start: 'go run .' } : {}),
    });
  }
  if (has('pom.xml')) {
    const maven = has('mvnw') ? './mvnw' : 'mvn';
    const boot = depends('org.springframework.boot:spring-boot-maven-plugin');
    found = first(found, {
      test: `${maven} test`,
      build: `${maven} package`,
      ...(boot ? { start: `${maven} spring-boot:run` } : {}),
    });
  }
  if (
    has('build.gradle') ||
    has('build.gradle.kts') ||
    has('settings.gradle') ||
    has('settings.gradle.kts')
  ) {
    const gradle = has('gradlew') ? './gradlew' : 'gradle';
    const boot = depends('plugin:org.springframework.boot');
    found = first(found, {
      test: `${gradle} test`,
      build: `${gradle} build`,
      ...(depends('plugin:com.diffplug.spotless') ? { format: `${gradle} spotlessApply` } : {}),
      ...(boot ? { start: `${gradle} bootRun` } : {}),
    });
  }
  if (has('build.sbt')) found = first(found, { test: 'sbt test', build: 'sbt compile' });
  if (has('Gemfile')) {
    const rails = depends('rails');
    const test = depends('rspec', 'rspec-rails') ? 'bundle exec rspec' : rails ? 'bin/rails test' : undefined;
    found = first(found, {
      ...(test === undefined ? (has('Rakefile') ? { test: 'bundle exec rake test' } : {}) : { test }),
      ...(depends('rubocop', 'rubocop-rails', 'rubocop-rails-omakase') || has('.rubocop.yml')
        ? { lint: 'bundle exec rubocop' }
        : {}),
      ...(rails ? { start: 'bin/rails server' } : {}),
    });
  }
  if (has('composer.json')) {
    const laravel = has('artisan');
    const phpunit = depends('phpunit/phpunit');
    const test = laravel
      ? 'php artisan test'
      : depends('pestphp/pest')
        ? 'vendor/bin/pest'
        : phpunit
          ? 'vendor/bin/phpunit'
          : undefined;
    found = first(found, {
      ...(test === undefined ? {} : { test }),
      ...(depends('laravel/pint') ? { format: 'vendor/bin/pint' } : {}),
      ...(depends('phpstan/phpstan', 'larastan/larastan') ? { lint: 'vendor/bin/phpstan analyse' } : {}),
      ...(laravel ? { start: 'php artisan serve' } : {}),
    });
  }
  if (has('pubspec.yaml')) {
    const flutter = depends('flutter');
    const tool = flutter ? 'flutter' : 'dart';
    found = first(found, {
      test: `${tool} test`,
      lint: `${tool} analyze`,
      format: 'dart format .',
      ...(flutter ? { start: 'flutter run' } : {}),
    });
  }
  if (facts.outer.some(({ path }) => /\.(?:csproj|fsproj|sln|slnx)$/.test(path))) {
    found = first(found, { test: 'dotnet test', build: 'dotnet build', format: 'dotnet format' });
  }
  if (has('Package.swift')) found = first(found, { test: 'swift test', build: 'swift build' });
  if (has('stack.yaml')) found = first(found, { test: 'stack test', build: 'stack build' });
  if (has('CMakeLists.txt')) {
    found = first(found, {
      build: 'cmake -S . -B build && cmake --build build',
      ...(facts.texts.get('CMakeLists.txt')?.includes('enable_testing') === true
        ? { test: 'ctest --test-dir build' }
        : {}),
    });
  }
  return found;
}
