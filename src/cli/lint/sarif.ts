import { docsAddress } from '../../core/lint/docsAddress.ts';
import type { LintFinding, LintSeverity } from '../../core/lint/finding.ts';
import { indexLines, type Lines } from '../../core/lint/lines.ts';
import { lintRule } from '../../core/lint/rules/lintRule.ts';
import type { LintedFile } from '../../node/lint/lintFiles.ts';

const levels: Readonly<Record<LintSeverity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** A SARIF 2.1.0 log of one run. Paths are relative to the folder that the user works in (`%SRCROOT%`). */
export function sarifLog(linted: readonly LintedFile[], version: string): object {
  const ids = [...new Set(linted.flatMap(({ report }) => report.findings.map(({ rule }) => rule)))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'whetstone', version, rules: ids.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The folder that was checked.' } } },
        artifacts: linted.map(({ report }) => ({ location: locationOf(report.path) })),
        results: linted.flatMap((file, index) => {
          const lines = indexLines(file.text);
          return file.report.findings.map((finding) => resultOf(file, finding, index, ids, lines));
        }),
      },
    ],
  };
}

function ruleOf(id: string): object {
  const rule = lintRule(id);
  return {
    id,
    helpUri: docsAddress(id),
    ...(rule !== undefined && {
      shortDescription: { text: rule.why },
      defaultConfiguration: { level: levels[rule.severity] },
      properties: { tags: [rule.group] },
    }),
  };
}

function resultOf(
  { report }: LintedFile,
  { rule, severity, message, start, end, fix }: LintFinding,
  index: number,
  ids: readonly string[],
  lines: Lines,
): object {
  const artifactLocation = { ...locationOf(report.path), index };
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(start, end, lines) } }],
    ...(fix !== undefined && {
      fixes: [
        {
          description: { text: fix.title },
          artifactChanges: [
            {
              artifactLocation,
              replacements: fix.edits.map((edit) => ({
                deletedRegion: regionOf(edit.start, edit.end, lines),
                insertedContent: { text: edit.text },
              })),
            },
          ],
        },
      ],
    }),
  };
}

function locationOf(path: string): object {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' };
}

function regionOf(start: number, end: number, lines: Lines): object {
  const first = lines.lineOf(start);
  const last = lines.lineOf(end);
  return {
    startLine: first + 1,
    startColumn: start - lines.startOf(first) + 1,
    endLine: last + 1,
    endColumn: end - lines.startOf(last) + 1,
    charOffset: start,
    charLength: end - start,
  };
}
