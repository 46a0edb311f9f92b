import type { Detection, TextOrigin } from '../finding.ts';

export function findInjections(_text: string, _origin: TextOrigin): Detection[] {
  return [];
}
