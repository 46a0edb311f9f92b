import type { LintRule } from '../rule.ts';
import { frontMatterYaml } from './frontMatter/frontMatterYaml.ts';
import { unknownKey } from './frontMatter/unknownKey.ts';
import { wrongType } from './frontMatter/wrongType.ts';
import { brokenAnchor } from './references/brokenAnchor.ts';
import { brokenLink } from './references/brokenLink.ts';
import { staleFile } from './references/staleFile.ts';
import { staleScript } from './references/staleScript.ts';
import { toolNotEnabled } from './references/toolNotEnabled.ts';
import { toolReference } from './references/toolReference.ts';
import { hiddenText } from './safety/hiddenText.ts';
import { secret } from './safety/secret.ts';
import { unsafeInstruction } from './safety/unsafeInstruction.ts';
import { descriptionMissing } from './skillsAndAgents/descriptionMissing.ts';
import { descriptionWhen } from './skillsAndAgents/descriptionWhen.ts';
import { oversizedSkill } from './skillsAndAgents/oversizedSkill.ts';
import { skillName } from './skillsAndAgents/skillName.ts';
import { unlistedTool } from './skillsAndAgents/unlistedTool.ts';
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
import { ambiguousQuantity } from './wording/ambiguousQuantity.ts';
import { contradiction } from './wording/contradiction.ts';
import { duplicateInstruction } from './wording/duplicateInstruction.ts';
import { negativeOnly } from './wording/negativeOnly.ts';
import { noCheck } from './wording/noCheck.ts';
import { noPlace } from './wording/noPlace.ts';
import { severalTasks } from './wording/severalTasks.ts';
import { unfinishedPlaceholder } from './wording/unfinishedPlaceholder.ts';
import { vagueReference } from './wording/vagueReference.ts';
import { weakOpener } from './wording/weakOpener.ts';

/** Every rule of the linter, in the order of docs/rules.md. */
export const lintRules: readonly LintRule[] = [
  vagueReference,
  noPlace,
  noCheck,
  severalTasks,
  weakOpener,
  ambiguousQuantity,
  contradiction,
  duplicateInstruction,
  negativeOnly,
  unfinishedPlaceholder,
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
  toolReference,
  toolNotEnabled,
  staleFile,
  staleScript,
  frontMatterYaml,
  unknownKey,
  wrongType,
  descriptionMissing,
  descriptionWhen,
  skillName,
  oversizedSkill,
  unlistedTool,
  secret,
  hiddenText,
  unsafeInstruction,
];
