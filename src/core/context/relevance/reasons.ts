/** Why a file bears on a prompt: each is a statement about the file and the prompt that anybody can check. */
export type Reason =
  /** The prompt writes the path, or an end of it that fits no other file. */
  | { readonly kind: 'named' }
  /** The prompt writes an end of the path that fits several files. */
  | { readonly kind: 'namedAmong'; readonly target: string; readonly count: number }
  /** The prompt writes a folder that the file lies in. */
  | { readonly kind: 'inNamedFolder'; readonly folder: string }
  /** The file has the name of something in code that the prompt names. */
  | { readonly kind: 'nameIs'; readonly identifier: string }
  /** Words of the prompt stand in the file's name, as the name has them. */
  | { readonly kind: 'nameHolds'; readonly words: readonly string[] }
  /** Words of the prompt stand in the names of its folders, as they have them. */
  | { readonly kind: 'folderHolds'; readonly words: readonly string[] }
  /** The path holds a word that goes with a word of the prompt (synonyms.ts). */
  | { readonly kind: 'synonym'; readonly word: string; readonly written: string }
  | { readonly kind: 'defines'; readonly identifier: string }
  | { readonly kind: 'uses'; readonly identifier: string }
  | { readonly kind: 'contains'; readonly quotation: string }
  /** A word of the prompt stands in the text, `times` times in this form; `stem` is what its forms share. */
  | { readonly kind: 'mentions'; readonly word: string; readonly stem: string; readonly times: number }
  | { readonly kind: 'tests'; readonly path: string }
  | { readonly kind: 'changed'; readonly commits: number; readonly of: number }
  | { readonly kind: 'uncommitted' };

/** A reason in words. */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case 'named':
      return 'named in the prompt';
    case 'namedAmong':
      return `one of ${reason.count} files that "${reason.target}" can mean`;
    case 'inNamedFolder':
      return `lies in ${reason.folder}, which the prompt names`;
    case 'nameIs':
      return `it is named after \`${reason.identifier}\``;
    case 'nameHolds':
      return `its name holds ${quotedList(reason.words)}`;
    case 'folderHolds':
      return `its folder holds ${quotedList(reason.words)}`;
    case 'synonym':
      return `its path holds "${reason.word}", which goes with "${reason.written}"`;
    case 'defines':
      return `defines \`${reason.identifier}\``;
    case 'uses':
      return `uses \`${reason.identifier}\``;
    case 'contains':
      return `contains the text "${reason.quotation}"`;
    case 'mentions':
      return `mentions "${reason.word}" ${reason.times === 1 ? 'once' : `${reason.times} times`}`;
    case 'tests':
      return `tests ${reason.path}`;
    case 'changed':
      return `changed in ${reason.commits} of the last ${reason.of} commits`;
    case 'uncommitted':
      return 'has uncommitted changes';
    default:
      return reason satisfies never;
  }
}

/** The `why` of a file: its reasons, strongest first. */
export function describeReasons(reasons: readonly Reason[]): string {
  return reasons.map(describeReason).join('; ');
}

function quotedList(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
