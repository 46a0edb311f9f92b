import * as vscode from 'vscode';
import type { LibraryEntry } from '../../core/library/library.ts';
import type { TemplateVariable } from '../../core/library/template.ts';

/** What a step ended with: a value ('' = left out), the wish to go back, or undefined when the user left. */
type Answer = string | typeof back | undefined;
const back = Symbol('back');

/**
 * Asks for a template's values one after the other, with a way back to each. Optional ones may be left empty.
 *
 * @param given values that need no asking
 * @param suggestion what to offer for a variable, from the editor and the folder; '' when nothing is known
 * @returns every value by name; undefined when the user left
 */
export async function askForValues(
  entry: LibraryEntry,
  given: Readonly<Record<string, unknown>>,
  suggestion: (variable: TemplateVariable) => Promise<string>,
): Promise<Record<string, unknown> | undefined> {
  const variables = entry.variables.filter((variable) => given[variable.name] === undefined);
  const values: Record<string, unknown> = { ...given };
  let step = 0;
  while (step < variables.length) {
    const variable = variables[step];
    if (variable === undefined) break;
    const entered = values[variable.name];
    const value = typeof entered === 'string' ? entered : await suggestion(variable);
    const answer = await ask(variable, value, {
      title: entry.name,
      step: step + 1,
      totalSteps: variables.length,
    });
    if (answer === undefined) return undefined;
    if (answer === back) {
      step = Math.max(0, step - 1);
    } else {
      values[variable.name] = answer;
      step += 1;
    }
  }
  return values;
}

interface Place {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

function ask(variable: TemplateVariable, value: string, place: Place): Promise<Answer> {
  const options = variable.type === 'boolean' ? ['true', 'false'] : variable.options;
  return options.length > 0 ? pick(variable, options, place) : enter(variable, value, place);
}

function enter(variable: TemplateVariable, value: string, place: Place): Promise<Answer> {
  const box = vscode.window.createInputBox();
  Object.assign(box, place);
  box.value = value;
  box.prompt = promptFor(variable);
  box.placeholder = variable.required ? '' : vscode.l10n.t('Optional: press Enter to leave it out');
  box.ignoreFocusOut = true;
  if (place.step > 1) box.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidAccept(() => {
      const problem = problemWith(variable, box.value);
      if (problem === undefined) end(box.value);
      else box.validationMessage = problem;
    });
    box.onDidTriggerButton(() => end(back));
    box.onDidHide(() => end(undefined));
    box.show();

    function end(answer: Answer): void {
      resolve(answer);
      box.dispose();
    }
  });
}

function pick(variable: TemplateVariable, options: readonly string[], place: Place): Promise<Answer> {
  const list = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: string }>();
  Object.assign(list, place);
  list.placeholder = promptFor(variable);
  list.ignoreFocusOut = true;
  list.items = [
    ...options.map((option) => ({ label: option, value: option })),
    ...(variable.required ? [] : [{ label: vscode.l10n.t('Leave it out'), value: '' }]),
  ];
  if (place.step > 1) list.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item !== undefined) end(item.value);
    });
    list.onDidTriggerButton(() => end(back));
    list.onDidHide(() => end(undefined));
    list.show();

    function end(answer: Answer): void {
      resolve(answer);
      list.dispose();
    }
  });
}

function promptFor({ name, description, type }: TemplateVariable): string {
  const words = description === '' ? name.replaceAll('_', ' ') : description;
  return type === 'array' ? vscode.l10n.t('{0} (separate several with commas)', words) : words;
}

function problemWith({ required, type }: TemplateVariable, value: string): string | undefined {
  if (value.trim() === '') return required ? vscode.l10n.t('This is needed.') : undefined;
  if ((type === 'number' || type === 'integer') && !Number.isFinite(Number(value))) {
    return vscode.l10n.t('This has to be a number.');
  }
  if (type === 'integer' && !Number.isInteger(Number(value))) {
    return vscode.l10n.t('This has to be a whole number.');
  }
  return undefined;
}
