import * as vscode from 'vscode';
import type { SecondOpinion } from '../../core/assess/assessPrompt.ts';
import { assessedNames } from '../../core/score/assessment.ts';

/** Texts whose opinion is shown beside the score; the answers themselves are kept by the cache. */
const remembered = 20;

/** What models said in this window about texts, for showing it beside the score of the same text. */
export class SecondOpinions implements vscode.Disposable {
  readonly #byText = new Map<string, SecondOpinion>();
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  /** Undefined when nobody was asked about exactly this text. */
  get(text: string): SecondOpinion | undefined {
    return this.#byText.get(text);
  }

  note(text: string, opinion: SecondOpinion): void {
    this.#byText.delete(text);
    this.#byText.set(text, opinion);
    const [oldest] = this.#byText.keys();
    if (this.#byText.size > remembered && oldest !== undefined) this.#byText.delete(oldest);
    this.#changed.fire();
  }

  /** For a document as it stands now; costs nothing while nobody was asked about any text. */
  of(document: vscode.TextDocument): SecondOpinion | undefined {
    return this.#byText.size === 0 ? undefined : this.get(document.getText());
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** The name of a part in the user's language. */
export function assessedName(name: (typeof assessedNames)[number]): string {
  switch (name) {
    case 'clarity':
      return vscode.l10n.t('Clarity');
    case 'specificity':
      return vscode.l10n.t('Specificity');
    case 'context':
      return vscode.l10n.t('Context');
    case 'actionability':
      return vscode.l10n.t('Actionability');
    case 'overall':
      return vscode.l10n.t('Overall');
  }
}

/** The opinion as lines under a heading; none without one. */
export function opinionLines(opinion: SecondOpinion | undefined): string[] {
  if (opinion === undefined) return [];
  return [
    vscode.l10n.t('What {0} thinks', opinion.model),
    ...assessedNames.map((name) => {
      const { quote, reason, score } = opinion[name];
      const most = name === 'overall' ? 100 : 25;
      return `${assessedName(name)} ${score}/${most} ${quote === '' ? '' : `“${quote}” `}${reason}`.trim();
    }),
  ];
}
