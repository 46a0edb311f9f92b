import type { Span } from '../span.ts';
import type { PromptKind, Variable } from './document.ts';

const pattern =
  /\$\{([^{}\n]{0,200})\}|(?<![${])\{\{\{?[~]?([^{}\n]{0,200})\}\}\}?|\$ARGUMENTS(?![A-Za-z0-9_])|\$[1-9](?![\d.,]|\w)/g;

/** Names that VS Code fills in; inside a fence only these count, everything else there is code of some language. */
const filledInByEditor =
  /^(?:input:.*|workspaceFolder|workspaceFolderBasename|selection|selectedText|file|fileBasename|fileDirname|fileBasenameNoExtension)$/;

/**
 * Finds the variables of `text` within `body`. `fences` are the code blocks, sorted. `$1` counts only in commands, where it is an
 * argument; elsewhere it is more likely money.
 */
export function readVariables(
  text: string,
  body: Span,
  fences: readonly Span[],
  kind: PromptKind,
): Variable[] {
  if (!text.includes('$', body.start) && !text.includes('{{', body.start)) return [];
  const found: Variable[] = [];
  let fence = 0;
  pattern.lastIndex = body.start;
  for (let match = pattern.exec(text); match !== null && match.index < body.end; match = pattern.exec(text)) {
    const span: Span = { start: match.index, end: match.index + match[0].length };
    while ((fences[fence]?.end ?? Number.POSITIVE_INFINITY) <= span.start) fence++;
    const inFence = (fences[fence]?.start ?? Number.POSITIVE_INFINITY) <= span.start;
    const variable = variableOf(match, span);
    if (variable.syntax === 'argument' && match[0] !== '$ARGUMENTS' && kind !== 'command') continue;
    if (inFence) {
      const known =
        match[0] === '$ARGUMENTS' || (variable.syntax === 'dollar' && filledInByEditor.test(match[1] ?? ''));
      if (!known) continue;
    }
    found.push(variable);
  }
  return found;
}

function variableOf(match: RegExpExecArray, span: Span): Variable {
  const [whole, dollar, mustache] = match;
  if (mustache !== undefined)
    return {
      syntax: 'mustache',
      span,
      name: mustache.replace(/~$/, '').trim(),
      placeholder: null,
    };
  if (dollar === undefined) return { syntax: 'argument', span, name: whole.slice(1), placeholder: null };
  if (!dollar.startsWith('input:')) return { syntax: 'dollar', span, name: dollar, placeholder: null };
  const rest = dollar.slice('input:'.length);
  const colon = rest.indexOf(':');
  return {
    syntax: 'dollar',
    span,
    name: colon < 0 ? rest : rest.slice(0, colon),
    placeholder: colon < 0 ? null : rest.slice(colon + 1),
  };
}
