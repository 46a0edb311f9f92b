import * as vscode from 'vscode';
import { describeExecution, type ExecutionWords } from '../../core/library/describeExecution.ts';
import type { TemplateExecution } from '../../core/library/execution.ts';
import type { ExecutionStore } from '../../core/library/executionStore.ts';
import { localized } from '../localized.ts';

export const runScheme = 'whetstone-run';

/** The address of a run as a document that can only be read. */
export function runUri({ id, template }: Pick<TemplateExecution, 'id' | 'template'>): vscode.Uri {
  return vscode.Uri.from({ scheme: runScheme, path: `/${template.id}.md`, query: id });
}

/** The text of such a document; empty when the run is no longer kept. */
export async function runText(uri: vscode.Uri, executions: ExecutionStore): Promise<string> {
  const execution = await executions.get(uri.query);
  if (execution === null) return `*${vscode.l10n.t('This run is no longer kept.')}*\n`;
  return describeExecution(execution, executionWords(), localized);
}

function executionWords(): ExecutionWords {
  const { t } = vscode.l10n;
  return {
    answer: t('Answer'),
    messages: t('What was sent'),
    values: t('Values'),
    figures: t('Numbers'),
    nothing: t('nothing'),
    version: t('Version'),
    status: t('Status'),
    model: t('Model'),
    tokens: t('Tokens'),
    cost: t('Cost'),
    time: t('Time'),
    started: t('Started'),
    rating: t('Rating'),
    good: t('Good answer'),
    poor: t('Poor answer'),
    unknown: t('unknown'),
    statuses: { ok: t('Done'), failed: t('Failed'), cancelled: t('Cancelled') },
    roles: { system: t('System'), user: t('User'), model: t('Model'), assistant: t('Model') },
  };
}
