import type { Rule } from '../rule.ts';
import {
  concreteWords,
  givesValues,
  quotesText,
  saysEnough,
  tellsMuch,
  longText,
  bringsMaterial,
} from './details.ts';
import { bareProblem, givesError, needsDiagnosis } from './errors.ts';
import { unknownName } from './grounding.ts';
import { fileRules } from './files/index.ts';
import {
  fewWords,
  oneWord,
  keywordSalad,
  longSentences,
  loosePaste,
  mostlyPasted,
  shouts,
  slashCommand,
} from './form.ts';
import {
  danglingNoun,
  danglingPointer,
  lostPaste,
  needsEarlier,
  needsPicture,
  pointsFirst,
} from './missing.ts';
import { namesFile, namesLine, namesSymbol, webPage } from './places.ts';
import {
  bothEnds,
  closedEdit,
  ensures,
  factQuestion,
  manyRequests,
  namesObject,
  noRequest,
  openTask,
  wishes,
} from './requests.ts';
import { repliesFirst, wordRules } from './wording.ts';

/** Every rule, in the order in which an explanation lists them. */
export const rules: readonly Rule[] = [
  namesFile,
  namesSymbol,
  namesLine,
  unknownName,
  webPage,
  givesValues,
  quotesText,
  saysEnough,
  tellsMuch,
  longText,
  bringsMaterial,
  concreteWords,
  givesError,
  bareProblem,
  needsDiagnosis,
  noRequest,
  bothEnds,
  closedEdit,
  namesObject,
  openTask,
  manyRequests,
  wishes,
  ensures,
  factQuestion,
  fewWords,
  oneWord,
  longSentences,
  mostlyPasted,
  loosePaste,
  shouts,
  slashCommand,
  keywordSalad,
  lostPaste,
  needsPicture,
  needsEarlier,
  danglingPointer,
  pointsFirst,
  danglingNoun,
  ...wordRules,
  repliesFirst,
  ...fileRules,
];
