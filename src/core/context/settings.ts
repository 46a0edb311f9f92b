const names =
  /^(?:\.editorconfig|\.prettierrc(?:\.json|\.json5|\.ya?ml)?|biome\.jsonc?|\.?rustfmt\.toml|justfile|Justfile|\.justfile|Taskfile(?:\.dist)?\.ya?ml|tox\.ini|noxfile\.py|GNUmakefile|makefile|pnpm-workspace\.yaml)$/;

/** True for settings at the root that conventions and commands are read from. */
export function isSetting(path: string): boolean {
  return !path.includes('/') && names.test(path);
}
