/** What a helper does, how it is written, and what comes out. */
export interface HelperDocumentation {
  readonly name: string;
  readonly usage: string;
  readonly description: string;
  /** It is written with `#` and ends with `/`. */
  readonly isBlock: boolean;
  /** What follows its name, as a snippet of VS Code; '' for nothing. */
  readonly snippet: string;
}

/** Every helper of expressions.ts and of Handlebars (https://handlebarsjs.com/guide/builtin-helpers.html). */
export const helperDocumentation: readonly HelperDocumentation[] = [
  value('upper', 'upper text', 'The text in capital letters.', '${1:text}'),
  value('lower', 'lower text', 'The text in small letters.', '${1:text}'),
  value('trim', 'trim text', 'The text without blanks around it.', '${1:text}'),
  value(
    'join',
    'join list ", "',
    'The entries of a list with a text between them; without one a comma.',
    '${1:list} "${2:, }"',
  ),
  value('json', 'json value', 'The value as JSON, indented by two blanks.', '${1:value}'),
  value(
    'default',
    'default value "otherwise"',
    'The value, or what follows where it is empty.',
    '${1:value} "${2:otherwise}"',
  ),
  value(
    'indent',
    'indent text 4',
    'The text with blanks before each line, at most 40; two where no number follows.',
    '${1:text} ${2:2}',
  ),
  value(
    'truncate',
    'truncate text 80',
    'The text cut to a number of characters, the last one "…".',
    '${1:text} ${2:80}',
  ),
  value('date', 'date moment "YYYY-MM-DD"', 'A date as text.', '${1:moment} "${2:YYYY-MM-DD}"'),
  value(
    'eq',
    'eq one other',
    'Whether two values are the same; for conditions: `{{#if (eq one other)}}`.',
    '${1:one} ${2:other}',
  ),
  value(
    'ne',
    'ne one other',
    'Whether two values differ; for conditions: `{{#if (ne one other)}}`.',
    '${1:one} ${2:other}',
  ),
  value(
    'lookup',
    'lookup list index',
    'The entry of a list or a mapping at a place.',
    '${1:list} ${2:index}',
  ),
  value(
    'role',
    'role "system"',
    'What follows is said by this role: `system`, `user` or `model`.',
    '"${1|system,user,model|}"',
  ),
  block(
    'if',
    'if value',
    'What stands inside is written when the value is not empty, zero or false; what follows `{{else}}` otherwise.',
    '${1:value}',
  ),
  block(
    'unless',
    'unless value',
    'What stands inside is written when the value is empty, zero or false.',
    '${1:value}',
  ),
  block(
    'each',
    'each list as |item|',
    'What stands inside is written for every entry. Inside, `this` is the entry, `@index` counts from 0, `@first` and `@last` tell the ends; `../name` is a variable of the template.',
    '${1:list} as |${2:item}|',
  ),
  block(
    'with',
    'with value as |name|',
    'Inside, `this` is the value; `../name` is a variable of the template.',
    '${1:value} as |${2:name}|',
  ),
];

const byName = new Map(helperDocumentation.map((one) => [one.name, one]));

/** What is known of a helper; undefined when there is none of that name. */
export function documentationOf(name: string): HelperDocumentation | undefined {
  return byName.get(name);
}

function value(name: string, usage: string, description: string, snippet: string): HelperDocumentation {
  return { name, usage: `{{${usage}}}`, description, snippet, isBlock: false };
}

function block(name: string, usage: string, description: string, snippet: string): HelperDocumentation {
  return { name, usage: `{{#${usage}}}…{{/${name}}}`, description, snippet, isBlock: true };
}
