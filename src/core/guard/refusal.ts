import { WhetstoneError } from '../errors.ts';
import type { GuardPart, PartFinding } from './inspect.ts';

/**
 * The error for a request that must not leave: names kinds and places, never the text itself. `hint`: what a person can do to go on,
 * one sentence.
 */
export function refusalOf(
  findings: readonly PartFinding[],
  parts: readonly GuardPart[],
  hint: string,
): WhetstoneError {
  const places = findings
    .filter((finding) => finding.action === 'block')
    .map((finding) => `${ruleName(finding)} in ${finding.title}, ${placeOf(finding, parts)}`);
  const more = places.length > 3 ? ` and ${places.length - 3} more` : '';
  return new WhetstoneError(
    'blocked-by-guard',
    `Nothing was sent: the guard found ${places.slice(0, 3).join('; ')}${more}.`,
    hint,
  );
}

/** What was masked and what was only noticed, one sentence each, '' for none. */
export function remarksOf(findings: readonly PartFinding[]): { masked: string; noticed: string } {
  const masked = list(findings.filter(({ action }) => action === 'redact' || action === 'block'));
  const noticed = list(findings.filter(({ action }) => action === 'warn'));
  return {
    masked: masked === '' ? '' : `Masked before anything was sent: ${masked}.`,
    noticed: noticed === '' ? '' : `Think twice before you pass this on: ${noticed}.`,
  };
}

function list(findings: readonly PartFinding[]): string {
  const names = new Set(findings.map((finding) => `${ruleName(finding)} in ${finding.title}`));
  return [...names].slice(0, 5).join(', ');
}

const ruleName = ({ rule }: PartFinding): string => rule.replaceAll('-', ' ');

function placeOf(finding: PartFinding, parts: readonly GuardPart[]): string {
  const before = parts.find((part) => part.id === finding.part)?.text.slice(0, finding.start) ?? '';
  const line = before.split('\n').length;
  return `line ${line}, column ${before.length - before.lastIndexOf('\n')}`;
}
