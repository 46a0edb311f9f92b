import { randomUUID } from 'node:crypto';
import type { PreviewedModel } from '../../core/enhance/requestPreview.ts';
import type { InstructionKind, Instructions } from '../../core/enhance/model/instructions.ts';
import type { RequestOptions } from '../../core/enhance/model/modelRewriter.ts';
import type { Rewriter } from '../../core/enhance/rewriter.ts';
import { splitModel } from '../../core/model/splitModel.ts';
import type { AskAboutInput, EngineProgress, EnhanceInput } from './engine.ts';
import type { EngineModels, Reachable } from './engineModels.ts';

/** Who is asked for one enhancement, and with what. */
export interface AskedModel {
  readonly models: EngineModels;
  /** As people call the provider. */
  readonly name: string;
  readonly options: RequestOptions;
  readonly instructions: () => Promise<Instructions>;
}

/** What of an input says who is asked, and how. */
export type AskInput = AskAboutInput & Partial<Pick<EnhanceInput, 'context'>>;

/** Decides who is asked; null = the built-in rewriter. A provider that is named but not set up is asked all the same, so that the error says so. */
export async function askedModelOf(
  input: AskInput,
  signal: AbortSignal,
  kind?: InstructionKind,
): Promise<AskedModel | null> {
  const models = input.models ?? null;
  if (models === null) return null;
  const named = splitModel(input.provider ?? 'auto', input.model ?? null);
  const provider = named.provider === 'auto' ? models.preferred : named.provider;
  if (provider === null || provider === 'offline') return null;
  const [{ instructionFiles }, { instructionsFrom }, { countTokens }] = await Promise.all([
    import('../instructionFiles.ts'),
    import('../../core/enhance/model/instructions.ts'),
    import('../../core/usage/tokens.ts'),
  ]);
  const { home, installation } = models;
  const workspace = input.context?.root ?? input.team ?? null;
  return {
    models,
    name: models.connections.find(({ id }) => id === provider)?.name ?? provider,
    instructions: async () =>
      instructionsFrom(await instructionFiles({ home, installation, workspace }, signal), kind),
    options: {
      provider,
      model: named.model,
      tokenBudget: input.context?.tokenBudget ?? 0,
      countTokens,
      account: { workspace, evaluation: false, experiment: null },
      createId: randomUUID,
      cache: input.cache !== false,
      redact: input.redact === true,
    },
  };
}

/** The rewriter through the model; tells what it writes and when that is of no use. */
export async function rewriterOver(
  { instructions, options }: AskedModel,
  input: EnhanceInput,
  { complete, judged }: Reachable,
  onProgress: (progress: EngineProgress) => void,
): Promise<Rewriter> {
  const { modelRewriter } = await import('../../core/enhance/model/modelRewriter.ts');
  return modelRewriter({
    ...options,
    complete,
    instructions,
    insist: input.insist === true,
    onJudged: async (judgement) => {
      if (!judgement.usable) onProgress({ step: 'rejected' });
      await judged(judgement);
    },
    onPrompt: (text) => onProgress({ step: 'writing', text }),
  });
}

/** The same request, for looking at, and what it would take at the most. */
export function previewOf({ instructions, models, name, options }: AskedModel): PreviewedModel {
  const connection = models.connections.find(({ id }) => id === options.provider);
  const address = connection?.baseUrl ?? null;
  return {
    provider: options.provider,
    sentTo: address === null ? name : `${name} (${new URL(address).host})`,
    requestFor: async (material) => {
      const { enhancementRequest } = await import('../../core/enhance/model/modelRewriter.ts');
      return (await enhancementRequest(material, options, await instructions())).request;
    },
    ...(connection !== undefined && {
      estimate: async (request) => {
        const [{ shownEstimate }, { countTokens }, { readAccountingSettings }] = await Promise.all([
          import('../../core/model/estimate.ts'),
          import('../../core/usage/tokens.ts'),
          import('../../core/usage/accountingSettings.ts'),
        ]);
        const { prices } = readAccountingSettings((setting) => models.accounting[setting]);
        return shownEstimate(request, connection, { countTokens, prices: () => prices });
      },
    }),
  };
}
