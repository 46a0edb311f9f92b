import * as vscode from 'vscode';

/** The page's texts in the user's language: a webview has no `l10n` of its own. */
export function previewWords(): Readonly<Record<string, string>> {
  const { t } = vscode.l10n;
  return {
    title: t('Preview of {0}', '{0}'),
    values: t('Sample values'),
    reset: t('Reset'),
    oneALine: t('One entry a line.'),
    'type-number': t('A number.'),
    'type-integer': t('A whole number.'),
    'type-object': t('JSON.'),
    noVariables: t('This template has no variables.'),
    score: t('Score'),
    tokens: t('{0} tokens', '{0}'),
    place: t('Line {0}, column {1}', '{0}', '{1}'),
    problems: t('Why it cannot be filled in'),
    stale: t('What it was before:'),
    nothing: t('The template writes nothing with these values.'),
    clarity: t('Clarity'),
    specificity: t('Specificity'),
    context: t('Context'),
    actionability: t('Actionability'),
    poor: t('poor'),
    fair: t('fair'),
    good: t('good'),
    excellent: t('excellent'),
  };
}
