import type { Detection } from '../finding.ts';

/** A detection of personal data; `label` names the placeholder. */
export function personalDetection(
  rule: string,
  label: string,
  what: string,
  start: number,
  end: number,
): Detection {
  return { kind: 'pii', rule, label, message: `This looks like ${what}.`, start, end };
}
