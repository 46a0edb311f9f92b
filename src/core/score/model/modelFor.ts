import type { PromptKind } from '../../prompt/document.ts';
import type { LinearModel } from './linear.ts';
import weights from './weights.json' with { type: 'json' };

/** The weights by which a kind of prompt is judged. */
export function modelFor(kind: PromptKind): LinearModel {
  switch (kind) {
    case 'typed':
    case 'issue':
    case 'prompt':
    case 'instructions':
    case 'agent':
    case 'skill':
    case 'rules':
    case 'command':
      return weights;
  }
}
