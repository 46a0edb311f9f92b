import type { PromptDocument } from '../../prompt/document.ts';
import { type Technique, techniques } from '../enhancement.ts';
import type { ModelAnswer } from './modelAnswer.ts';

const constraint = /(?:must not|do not|don['’]t|never|unchanged|keep (?:the|all))/i;
const edgeCase = /\bedge[- ]cases?\b|\b(?:empty|missing|invalid|null|concurrent|duplicate|timeout)\b/i;
const format = /\b(?:output|answer|reply|return|report|format)(?:ted)? (?:as|in|with|like)\b|\bformat\b/i;
const scope =
  /\bout of scope\b|\bnot in scope\b|\bdo not (?:touch|change|modify)\b|\bleave\b[^.\n]{0,60}\b(?:alone|as|unchanged)\b|\bno other\b/i;
const example = /\bfor example\b|\be\.g\.|\bsuch as\b/i;

/**
 * The techniques that a rewrite applies, told by what it has and its original has not (design document 001, section 5.1).
 * @param namesContext the rewrite names something of the repository that the original does not
 */
export function techniquesOf(
  original: PromptDocument,
  enhanced: PromptDocument,
  answer: ModelAnswer,
  namesContext: boolean,
): readonly Technique[] {
  if (original.text === enhanced.text) return [];
  const gains = (pattern: RegExp): boolean => pattern.test(enhanced.text) && !pattern.test(original.text);
  const items = (document: PromptDocument): number =>
    document.blocks.filter(({ type }) => type === 'listItem').length;
  const fences = (document: PromptDocument): number =>
    document.blocks.filter(({ type }) => type === 'fence').length;
  const applied: Readonly<Record<Technique, boolean>> = {
    GoalExtraction: answer.goal !== '',
    ContextInjection: namesContext,
    RequirementStructuring: items(enhanced) >= items(original) + 2,
    ConstraintSpecification: gains(constraint),
    SuccessCriteriaDefinition: answer.successCriteria.length > 0,
    EdgeCaseEnumeration: gains(edgeCase),
    OutputFormatSpecification: gains(format),
    ExampleAddition: gains(example) || fences(enhanced) > fences(original),
    ScopeBoundaryDefinition: gains(scope),
  };
  return techniques.filter((technique) => applied[technique]);
}
