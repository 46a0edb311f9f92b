import { readAccountingSettings, type AccountingSettings } from '../core/usage/accountingSettings.ts';
import { editorAccountingValues } from './accountingValues.ts';

/** The settings of cache, limits, budget, prices and audit; all are machine-scoped, so that no folder can change them. */
export function editorAccountingSettings(): AccountingSettings {
  const values = editorAccountingValues();
  return readAccountingSettings((name) => values[name]);
}
