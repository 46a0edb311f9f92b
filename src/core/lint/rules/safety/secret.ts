import { findSecrets } from '../../../guard/secrets/findSecrets.ts';
import { fileKinds, type LintRule } from '../../rule.ts';

/** A key, token or password in a file that a team shares. The guard finds it. */
export const secret: LintRule = {
  id: 'secret',
  group: 'safety',
  kinds: fileKinds,
  severity: 'error',
  why: 'A prompt file is committed, shared and sent to models; a secret in it is public.',
  *check({ document }) {
    for (const { start, end, message, label } of findSecrets(document.text)) {
      yield {
        start,
        end,
        message: `${message} Take it out, name where it can be found instead, and replace the secret itself: it counts as known.`,
        fix: { title: `Replace it by [${label}]`, edits: [{ start, end, text: `[${label}]` }] },
      };
    }
  },
};
