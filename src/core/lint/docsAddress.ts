/** The page that explains the rules. */
const page = 'https://github.com/whetstone/whetstone/blob/main/docs/rules.md';

/** Where a rule is explained. */
export function docsAddress(rule: string): string {
  return `${page}#${rule}`;
}
