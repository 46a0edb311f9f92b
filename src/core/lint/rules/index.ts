import type { LintRule } from '../rule.ts';
import { brokenAnchor } from './references/brokenAnchor.ts';
import { brokenLink } from './references/brokenLink.ts';
import { hiddenText } from './safety/hiddenText.ts';
import { secret } from './safety/secret.ts';
import { unsafeInstruction } from './safety/unsafeInstruction.ts';
import { emptyBody } from './structure/emptyBody.ts';
import { emptySection } from './structure/emptySection.ts';
import { mixedConventions } from './structure/mixedConventions.ts';
import { overTokenLimit } from './structure/overTokenLimit.ts';
import { skippedHeading } from './structure/skippedHeading.ts';
import { unclosedFence } from './structure/unclosedFence.ts';
import { unclosedFrontMatter } from './structure/unclosedFrontMatter.ts';
import { inputPlaceholders } from './variables/inputPlaceholders.ts';
import { inputWithoutName } from './variables/inputWithoutName.ts';
import { malformedVariable } from './variables/malformedVariable.ts';
import { unknownVariable } from './variables/unknownVariable.ts';
import { unrenderedMustache } from './variables/unrenderedMustache.ts';
import { duplicateInstruction } from './wording/duplicateInstruction.ts';

/** Every rule of the linter, in the order of docs/rules.md. */
export const lintRules: readonly LintRule[] = [
  duplicateInstruction,
  unclosedFrontMatter,
  unclosedFence,
  emptyBody,
  emptySection,
  mixedConventions,
  skippedHeading,
  overTokenLimit,
  unknownVariable,
  malformedVariable,
  unrenderedMustache,
  inputWithoutName,
  inputPlaceholders,
  brokenLink,
  brokenAnchor,
  secret,
  hiddenText,
  unsafeInstruction,
];
