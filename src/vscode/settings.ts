import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { styles } from '../core/enhance/enhancement.ts';

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
  return schema.parse({
    enabled: settings.get('enhancement.enabled'),
    style: isChosen(settings, 'enhancement.style') ? settings.get('enhancement.style') : null,
    customInstructions: settings.get('enhancement.customInstructions'),
    codebase: settings.get('context.codebase.enabled'),
    git: settings.get('context.git.enabled'),
    depth: isChosen(settings, 'context.depth') ? settings.get('context.depth') : null,
    include: settings.get('context.include'),
    exclude: settings.get('context.exclude'),
    tokenBudget: settings.get('context.tokenBudget'),
  });
}

/** Whether a setting has a value of the user's or the workspace's, not only its default. */
function isChosen(settings: vscode.WorkspaceConfiguration, key: string): boolean {
  const values = settings.inspect(key);
  return (values?.workspaceFolderValue ?? values?.workspaceValue ?? values?.globalValue) !== undefined;
}
