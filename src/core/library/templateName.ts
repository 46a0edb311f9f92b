/** Longest id, so that the file's name fits every file system with its extension. */
const longestId = 80;

/** Names that Windows keeps for devices, whatever the extension. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The id for a name: lower-case ASCII letters and digits with hyphens between, so that it is a file name everywhere and two ids never differ by case
 * alone. Accents go; what has no ASCII letter becomes `template`.
 */
export function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestId)
    .replace(/^-/, '')
    .replace(/-$/, '');
  if (plain === '') return 'template';
  return devices.test(plain) ? `${plain}-template` : plain;
}

/** Whether a text is an id as `idOf` makes them. */
export function isTemplateId(text: string): boolean {
  return text !== '' && idOf(text) === text;
}
