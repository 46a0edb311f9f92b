import type { PromptKind } from '../../prompt/document.ts';
import type { LinearModel } from './linear.ts';
import files from './files.json' with { type: 'json' };
import weights from './weights.json' with { type: 'json' };

/** The weights by which a kind of prompt is judged. */
export function modelFor(kind: PromptKind): LinearModel {
  switch (kind) {
    case 'typed':
    case 'issue':
      return weights;
    case 'prompt':
    case 'instructions':
    case 'agent':
    case 'skill':
    case 'rules':
    case 'command':
      return files[kind];
  }
}
