import type { Rule } from '../../rule.ts';
import { namesTools, saysInputs, saysOccasion, saysScope, saysWhat } from './description.ts';
import {
  checkableRules,
  contradicts,
  emptyAdvice,
  givesCommands,
  givesOrders,
  givesReasons,
  namesThings,
  saysCheck,
  saysResult,
  setsBounds,
} from './directives.ts';
import {
  emptySection,
  hasSections,
  hasSteps,
  overlong,
  repeats,
  showsExamples,
  thin,
  unfinished,
} from './structure.ts';

/** The rules for files that are used again and again. */
export const fileRules: readonly Rule[] = [
  saysWhat,
  saysOccasion,
  saysInputs,
  namesTools,
  saysScope,
  hasSections,
  emptySection,
  hasSteps,
  showsExamples,
  overlong,
  repeats,
  unfinished,
  thin,
  checkableRules,
  givesCommands,
  namesThings,
  setsBounds,
  saysCheck,
  saysResult,
  givesOrders,
  givesReasons,
  emptyAdvice,
  contradicts,
];
