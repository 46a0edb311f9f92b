import { fileKinds, type LintRule } from '../../rule.ts';

/** Front matter that is no YAML: none of it counts. */
export const frontMatterYaml: LintRule = {
  id: 'front-matter-yaml',
  group: 'front matter',
  kinds: fileKinds,
  severity: 'error',
  checkedByEditor: true,
  why: 'With one mistake in the YAML no setting of the file counts.',
  *check({ document: { frontMatter, text } }) {
    if (frontMatter === null || !frontMatter.closed || frontMatter.error === null) return;
    const { span, message } = frontMatter.error;
    const newline = text.indexOf('\n', span.start);
    const end = Math.min(span.end, newline < 0 ? text.length : newline);
    yield {
      start: span.start,
      end: Math.max(end, span.start),
      message: `This is not valid YAML: ${message.replace(/[.\s]+$/, '')}. Write "key: value" lines, with quotes around values that hold a colon.`,
    };
  },
};
