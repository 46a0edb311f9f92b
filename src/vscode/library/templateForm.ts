import * as vscode from 'vscode';
import type { LibraryEntry } from '../../core/library/library.ts';
import type { TemplateVariable } from '../../core/library/template.ts';

/** What a step ended with: a value ('' = left out), the wish to go back or to finish, or undefined when the user left. */
type Answer = string | typeof back | typeof finish | undefined;
const back = Symbol('back');
const finish = Symbol('finish');

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
      mayFinish: variables.slice(step).every(({ required }) => !required),
    });
    if (answer === undefined) return undefined;
    if (answer === finish) {
      for (const { name, ...rest } of variables.slice(step)) {
        values[name] ??= await suggestion({ name, ...rest });
      }
      return values;
    }
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
  /** True when nothing that is left has to be given. */
  readonly mayFinish: boolean;
}

function ask(variable: TemplateVariable, value: string, place: Place): Promise<Answer> {
  const options = variable.type === 'boolean' ? ['true', 'false'] : variable.options;
  return options.length > 0 ? pick(variable, options, place) : enter(variable, value, place);
}

/** Title, step and buttons of a question: back from the second on, and to the end as soon as the rest may be left out. */
function placeAt(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] },
  { mayFinish, ...place }: Place,
): void {
  Object.assign(input, place);
  const toTheEnd = {
    iconPath: new vscode.ThemeIcon('run-all'),
    tooltip: vscode.l10n.t('Take what is offered for the rest'),
  };
  input.buttons = [
    ...(place.step > 1 ? [vscode.QuickInputButtons.Back] : []),
    ...(mayFinish && place.step < place.totalSteps ? [toTheEnd] : []),
  ];
}

function enter(variable: TemplateVariable, value: string, place: Place): Promise<Answer> {
  const box = vscode.window.createInputBox();
  placeAt(box, place);
  box.value = value;
  box.prompt = promptFor(variable);
  box.placeholder = variable.required ? '' : vscode.l10n.t('Optional: press Enter to leave it out');
  box.ignoreFocusOut = true;
  return new Promise((resolve) => {
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidAccept(() => {
      const problem = problemWith(variable, box.value);
      if (problem === undefined) end(box.value);
      else box.validationMessage = problem;
    });
    box.onDidTriggerButton((button) => end(button === vscode.QuickInputButtons.Back ? back : finish));
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
  placeAt(list, place);
  list.placeholder = promptFor(variable);
  list.ignoreFocusOut = true;
  list.items = [
    ...options.map((option) => ({ label: option, value: option })),
    ...(variable.required ? [] : [{ label: vscode.l10n.t('Leave it out'), value: '' }]),
  ];
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item !== undefined) end(item.value);
    });
    list.onDidTriggerButton((button) => end(button === vscode.QuickInputButtons.Back ? back : finish));
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
