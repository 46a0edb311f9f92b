/** Between two blocks: trailing blanks and more than one empty line go; indentation and marks stay, they are structure. */
export function tightGap(gap: string): string {
  return gap
    .replace(/(?<![ \t])[ \t]+(?=\r?\n)/g, '')
    .replace(/(?:\r?\n){3,}/g, (run) => (run.includes('\r') ? '\r\n\r\n' : '\n\n'));
}

/** Inside a paragraph: trailing blanks and runs of blanks go, the indentation of its lines stays. */
export function tightLines(text: string): string {
  return text.replace(/(?<![ \t])[ \t]+$/gm, '').replace(/(\S)[ \t]{2,}(?=\S)/g, '$1 ');
}

/** A table with one blank around each cell and three dashes a column. */
export function tightTable(table: string): string {
  return table
    .split('\n')
    .map((line) =>
      line
        .replace(/-{3,}/g, /^[\s|:-]+$/.test(line) ? '---' : '$&')
        .replace(/(?<![ \t])[ \t]*(?<!\\)\|[ \t]*/g, ' | ')
        .trim(),
    )
    .join('\n');
}

const picture = /\p{Extended_Pictographic}\uFE0F?(?:\u200D\p{Extended_Pictographic}\uFE0F?)*/u.source;
/** Say yes, no and beware. */
const meaning = '[✅✔☑❌✖❎⚠🚫⛔\\d#*]';
const pictures = new RegExp(`(^|[ \\t])(?!${meaning})${picture}[ \\t]?(?=[ \\t]|$|\\S)`, 'gmu');

/** Bold marks go, and pictures that stand alone; those that say yes, no or beware stay. */
export function withoutDecoration(text: string): string {
  return text.replace(/\*\*(?=\S)([^*\n]{1,400}?\S|\S)\*\*/g, '$1').replace(pictures, '$1');
}
