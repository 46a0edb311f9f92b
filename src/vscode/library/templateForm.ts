import * as vscode from 'vscode';
import { fieldProblem } from '../../core/library/formFields.ts';
import type { LibraryEntry } from '../../core/library/library.ts';
import type { TemplateVariable } from '../../core/library/template.ts';
import { LongPieces } from './longPieces.ts';
import type { Offer } from './offers.ts';

/** What a step ended with: a value ('' = left out), the wish to go back or to finish, or undefined when the user left. */
type Answer = string | typeof back | typeof finish | undefined;
const back = Symbol('back');
const finish = Symbol('finish');

/**
 * Asks for a template's values one after the other, with a way back to each. Optional ones may be left empty.
 *
 * @param given values that need no asking
 * @param suggestion what to offer for a variable, from the editor and the folder; '' when nothing is known
 * @param offers values from the editor, one button each
 * @returns every value by name; undefined when the user left
 */
export async function askForValues(
  entry: LibraryEntry,
  given: Readonly<Record<string, unknown>>,
  suggestion: (variable: TemplateVariable) => Promise<string>,
  offers: readonly Offer[] = [],
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
      offers,
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
  readonly offers: readonly Offer[];
}

/** A button that puts a value of the editor into the field. */
interface OfferButton extends vscode.QuickInputButton {
  readonly offer: Offer;
}

function ask(variable: TemplateVariable, value: string, place: Place): Promise<Answer> {
  const options = variable.type === 'boolean' ? ['true', 'false'] : variable.options;
  return options.length > 0 ? pick(variable, options, place) : enter(variable, value, place);
}

/** Title, step and buttons of a question: back from the second on, and to the end as soon as the rest may be left out. */
function placeAt(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] },
  { mayFinish, offers, ...place }: Place,
  takesOffers: boolean,
): void {
  Object.assign(input, place);
  const toTheEnd = {
    iconPath: new vscode.ThemeIcon('run-all'),
    tooltip: vscode.l10n.t('Take what is offered for the rest'),
  };
  input.buttons = [
    ...(place.step > 1 ? [vscode.QuickInputButtons.Back] : []),
    ...(takesOffers ? offers.map(offerButton) : []),
    ...(mayFinish && place.step < place.totalSteps ? [toTheEnd] : []),
  ];
}

function offerButton(offer: Offer): OfferButton {
  return {
    iconPath: new vscode.ThemeIcon(offer.icon),
    tooltip: vscode.l10n.t('Put in: {0}', offer.label),
    offer,
  };
}

function enter(variable: TemplateVariable, value: string, place: Place): Promise<Answer> {
  const box = vscode.window.createInputBox();
  const pieces = new LongPieces();
  placeAt(box, place, true);
  box.value = pieces.shorten(vscode.l10n.t('Text'), value);
  box.prompt = promptFor(variable);
  box.placeholder = variable.required ? '' : vscode.l10n.t('Optional: press Enter to leave it out');
  box.ignoreFocusOut = true;
  return new Promise((resolve) => {
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidAccept(() => {
      const given = pieces.restore(box.value);
      const problem = problemWith(variable, given);
      if (problem === undefined) end(given);
      else box.validationMessage = problem;
    });
    box.onDidTriggerButton((button) => {
      if (isOfferButton(button)) void take(button.offer);
      else end(button === vscode.QuickInputButtons.Back ? back : finish);
    });
    box.onDidHide(() => end(undefined));
    box.show();

    async function take({ label, value: read }: Offer): Promise<void> {
      box.busy = true;
      const found = await read().catch(() => '');
      box.busy = false;
      if (found === '') {
        box.validationMessage = vscode.l10n.t('There is nothing to put in: {0}', label);
        return;
      }
      const before =
        box.value.trim() === '' ? '' : variable.type === 'array' ? `${box.value}, ` : `${box.value} `;
      box.value = before + pieces.shorten(label, found);
      box.validationMessage = undefined;
    }

    function end(answer: Answer): void {
      resolve(answer);
      box.dispose();
    }
  });
}

function isOfferButton(button: vscode.QuickInputButton): button is OfferButton {
  return 'offer' in button;
}

function pick(variable: TemplateVariable, options: readonly string[], place: Place): Promise<Answer> {
  const list = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: string }>();
  placeAt(list, place, false);
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

function problemWith(variable: TemplateVariable, value: string): string | undefined {
  switch (fieldProblem({ ...variable, options: [...variable.options] }, value)) {
    case null:
      return undefined;
    case 'needed':
      return vscode.l10n.t('This is needed.');
    case 'notNumber':
      return vscode.l10n.t('This has to be a number.');
    case 'notWhole':
      return vscode.l10n.t('This has to be a whole number.');
    case 'notOption':
      return vscode.l10n.t('This has to be one of: {0}', variable.options.join(', '));
    case 'notJson':
      return vscode.l10n.t('This has to be an object in JSON.');
  }
}
