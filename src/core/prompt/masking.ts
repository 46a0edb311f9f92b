import type { Span } from '../span.ts';

/** A text of the same length that a Markdown parser can read quickly, and what was hidden from it. */
export interface Masked {
  readonly text: string;
  /** Lines that are nothing but a tag such as `<instructions>`. */
  readonly tags: readonly Span[];
}

/** Quotes and lists nested deeper than this in one line are read as text: the Markdown parser needs quadratic time for them. */
const maximumNesting = 16;

const nestedMarks = new RegExp(
  `^((?:[ \\t]*(?:>|(?:[-+*]|\\d{1,9}[.)])(?=[ \\t]))){${maximumNesting}})([^\\n]*)`,
  'gm',
);
const marks = /[>+*-]|\d(?=[\d.)])/g;

/** The names that open an HTML block in CommonMark, in which Markdown is not read. Any other tag only structures a prompt. */
const htmlNames = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
    'main menu menuitem nav noframes ol optgroup option p param pre script search section style summary table tbody td ' +
    'textarea tfoot th thead title tr track ul a abbr b br button canvas code em i img input kbd label mark picture s ' +
    'small source span strong sub sup svg u video audio'
  ).split(' '),
);
const tagLine = /^[ \t]*<\/?([A-Za-z][\w:.-]{0,63})(?:[ \t][^<>\n]{0,500})?\/?>[ \t]*$/gm;

/**
 * Prepares `text` for the Markdown parser without moving a single offset: carriage returns become blanks or line feeds,
 * markers nested too deep become letters, and lines that hold only a structuring tag (`<rules>`) become blank, so that
 * what stands between such tags is read as the Markdown it is.
 */
export function maskForMarkdown(text: string): Masked {
  const tags: Span[] = [];
  let masked = text;
  if (masked.includes('\r')) masked = masked.replaceAll('\r\n', ' \n').replaceAll('\r', '\n');
  if (masked.includes('<')) {
    masked = masked.replace(tagLine, (line: string, name: string, at: number) => {
      if (htmlNames.has(name.toLowerCase())) return line;
      const lead = line.length - line.trimStart().length;
      tags.push({ start: at + lead, end: at + line.trimEnd().length });
      return ' '.repeat(line.length);
    });
  }
  masked = masked.replace(
    nestedMarks,
    (_line: string, kept: string, rest: string) => kept + rest.replace(marks, 'x'),
  );
  return { text: masked, tags };
}
