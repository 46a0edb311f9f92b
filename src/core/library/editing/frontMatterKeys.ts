/** A key that the front matter of a template may have. */
export interface FrontMatterKey {
  readonly name: string;
  /** For a hover and a completion, one or two sentences. */
  readonly description: string;
  /** Values to choose from; absent = anything. */
  readonly values?: readonly string[];
  /** Its value is a mapping or a list, on lines of its own. */
  readonly isMapping?: boolean;
}

/**
 * The keys by the path of what they stand in: those of dotprompt (https://google.github.io/dotprompt/reference/frontmatter/), and `category`,
 * `tags` and `sample` of our own.
 */
export const frontMatterKeys: Readonly<Record<string, readonly FrontMatterKey[]>> = {
  '': [
    { name: 'name', description: 'What the template is called in lists.' },
    { name: 'description', description: 'What it is for, in one sentence.' },
    { name: 'category', description: 'The folder that it stands under in the library.' },
    { name: 'tags', description: 'Words to find it by.', isMapping: true },
    { name: 'model', description: 'The model to ask, as `provider/model` or by its name alone.' },
    { name: 'config', description: 'Parameters for the model.', isMapping: true },
    { name: 'input', description: 'The variables: their schema and default values.', isMapping: true },
    { name: 'output', description: 'What the answer has to look like.', isMapping: true },
    { name: 'metadata', description: 'Category, tags and sample values.', isMapping: true },
    { name: 'tools', description: 'Names of tools that the model may call.', isMapping: true },
    { name: 'toolDefs', description: 'Tools described in place.', isMapping: true },
    { name: 'maxTurns', description: 'How often the model may call tools before it answers.' },
    { name: 'variant', description: 'The name of this variant of the template.' },
    { name: 'version', description: 'A version of your own; the library counts versions by itself.' },
  ],
  input: [
    {
      name: 'schema',
      description: 'The variables with their types, as Picoschema or JSON Schema.',
      isMapping: true,
    },
    { name: 'default', description: 'Values for variables that are left out.', isMapping: true },
  ],
  output: [
    { name: 'format', description: 'The form of the answer.', values: ['json', 'text'] },
    { name: 'schema', description: 'The fields of a JSON answer.', isMapping: true },
  ],
  metadata: [
    { name: 'category', description: 'The folder that it stands under in the library.' },
    { name: 'tags', description: 'Words to find it by.', isMapping: true },
    {
      name: 'sample',
      description: 'Values that show what the template is for; the score and the preview use them.',
      isMapping: true,
    },
    {
      name: 'limits',
      description: 'Most bytes of a value, by variable: `200000` or `200 kB`.',
      isMapping: true,
    },
    {
      name: 'languages',
      description: 'The programming languages it is made for; none = all.',
      isMapping: true,
    },
  ],
  config: [
    { name: 'temperature', description: 'How freely the model chooses words, from 0 to 2.' },
    { name: 'maxOutputTokens', description: 'The longest answer, in tokens.' },
    { name: 'topP', description: 'Choose among the likeliest words that make up this share, from 0 to 1.' },
    { name: 'topK', description: 'Choose among this many of the likeliest words.' },
    { name: 'stopSequences', description: 'Texts at which the answer ends.', isMapping: true },
  ],
};

/** The keys that stand at the top. */
export const topKeys: ReadonlySet<string> = new Set(frontMatterKeys['']?.map(({ name }) => name));

/** The key at a path; undefined when it is none that means something. */
export function frontMatterKey(path: readonly string[]): FrontMatterKey | undefined {
  const name = path.at(-1);
  return frontMatterKeys[path.slice(0, -1).join('/')]?.find((key) => key.name === name);
}

/** The types of Picoschema (https://google.github.io/dotprompt/reference/picoschema/) with what they allow. */
export const schemaTypes: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'string', description: 'Text.' },
  { name: 'number', description: 'A number.' },
  { name: 'integer', description: 'A whole number.' },
  { name: 'boolean', description: 'True or false.' },
  { name: 'any', description: 'Any value.' },
];
