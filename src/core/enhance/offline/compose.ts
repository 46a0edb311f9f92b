/** A part of the prompt that the rewriter writes: a heading and its lines. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/**
 * Puts the author's text and the sections below it together, with the line ends of the original (CRLF where it uses CRLF), its byte order mark at the front, a blank
 * line between parts and a final line end only where the original has one.
 */
export function compose(original: string, lead: string, sections: readonly Section[]): string {
  const mark = original.startsWith('\uFEFF') ? '\uFEFF' : '';
  const parts = [
    mark + lead.replace('\uFEFF', '').trimEnd(),
    ...sections.filter(({ lines }) => lines.length > 0).map(sectionText),
  ];
  const added = parts.slice(1).join('\n\n');
  const newline = original.includes('\r\n') ? '\r\n' : '\n';
  const withEnds = added.replace(/\n/g, newline);
  const last = original.slice(original.trimEnd().length).includes('\n') ? newline : '';
  return added === '' ? parts[0]! + last : parts[0]! + newline + newline + withEnds + last;
}

function sectionText({ heading, lines }: Section): string {
  return heading === '' ? lines.join('\n') : `## ${heading}\n${lines.join('\n')}`;
}

export function bullets(items: readonly string[]): string[] {
  return items.map((item) => `- ${item}`);
}
