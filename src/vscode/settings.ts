import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { styles } from '../core/enhance/enhancement.ts';
import { valueAt } from './ownSettings.ts';

const globs = z.catch(z.array(z.string()), []);

/** The settings of an enhancement. A value of the wrong type, written by hand, counts as not set. */
const schema = z.object({
  enabled: z.catch(z.boolean(), true),
  /** Null when nobody chose one: then the team's configuration does. */
  style: z.catch(z.nullable(z.enum(styles)), null),
  customInstructions: z.catch(z.string(), ''),
  codebase: z.catch(z.boolean(), true),
  git: z.catch(z.boolean(), false),
  /** Null when nobody chose one: then the team's configuration does. */
  depth: z.catch(z.nullable(z.int().check(z.minimum(1), z.maximum(20))), null),
  include: globs,
  exclude: globs,
  tokenBudget: z.catch(z.int().check(z.minimum(0)), 4000),
});

export type EnhancementSettings = z.infer<typeof schema>;

/** The settings that apply to a document (folder settings included); `undefined` = outside every folder. */
export function readEnhancementSettings(scope: vscode.Uri | undefined): EnhancementSettings {
  const settings = vscode.workspace.getConfiguration('whetstone', scope ?? null);
  // At once for all: each question costs.
  const chosen = vscode.workspace.getConfiguration('', scope ?? null).inspect('whetstone');
  return schema.parse({
    enabled: settings.get('enhancement.enabled'),
    style: isChosen(chosen, 'enhancement.style') ? settings.get('enhancement.style') : null,
    customInstructions: settings.get('enhancement.customInstructions'),
    codebase: settings.get('context.codebase.enabled'),
    git: settings.get('context.git.enabled'),
    depth: isChosen(chosen, 'context.depth') ? settings.get('context.depth') : null,
    include: settings.get('context.include'),
    exclude: settings.get('context.exclude'),
    tokenBudget: settings.get('context.tokenBudget'),
  });
}

/** Whether a setting has a value of the user's or the workspace's, not only its default. */
function isChosen(all: Inspection, key: string): boolean {
  return [all?.workspaceFolderValue, all?.workspaceValue, all?.globalValue].some(
    (values) => valueAt(values, key) !== undefined,
  );
}

type Inspection = ReturnType<vscode.WorkspaceConfiguration['inspect']>;
