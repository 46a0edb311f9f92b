import * as vscode from 'vscode';
import type { Enhancement } from '../../core/enhance/enhancement.ts';
import { localized } from '../localized.ts';

/** Says so when the answer of a model was not used, since its text may have been seen while it came. */
export async function sayRejected(
  enhancement: Enhancement,
  details: { show(enhancement: Enhancement): Promise<void> },
): Promise<void> {
  const warning = enhancement.warnings.find(({ code }) => code === 'answer-rejected');
  if (warning === undefined) return;
  const show = vscode.l10n.t('Show Details');
  const picked = await vscode.window.showWarningMessage(localized(warning.message), show);
  if (picked === show) await details.show(enhancement);
}
