import { token, type TokenRule } from '../rule.ts';

/** Keys of model vendors and their tooling. */
export const aiRules: readonly TokenRule[] = [
  token('anthropic-key', 'sk-ant-', 'sk-ant-(?:api|admin|oat|ort|sid)\\d\\d-[\\w-]{60,120}', {
    secretClass: 'key',
  }),
  token('openrouter-key', 'sk-or-', 'sk-or-v\\d-[0-9a-f]{64}', { secretClass: 'key' }),
  token(
    'openai-project-key',
    ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'],
    'sk-(?:proj|svcacct|admin|None)-[\\w-]{40,220}',
    { secretClass: 'key', entropy: 3.5 },
  ),
  token('openai-key', 'sk-', 'sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}', { secretClass: 'key' }),
  token('sk-key', 'sk-', 'sk-(?:lf-)?[A-Za-z0-9]{32,64}', { secretClass: 'key', entropy: 3.5 }),
  token('langfuse-key', 'sk-lf-', 'sk-lf-[0-9a-f]{8}-[0-9a-f-]{27}', { secretClass: 'key' }),
  token('perplexity-key', 'pplx-', 'pplx-[A-Za-z0-9]{48}', { secretClass: 'key' }),
  token('huggingface-token', 'hf_', 'hf_[A-Za-z0-9]{34}'),
  token('huggingface-organization-token', 'api_org_', 'api_org_[A-Za-z0-9]{34}'),
  token('groq-key', 'gsk_', 'gsk_[A-Za-z0-9]{52}', { secretClass: 'key' }),
  token('replicate-token', 'r8_', 'r8_[A-Za-z0-9_-]{37}'),
  token('xai-key', 'xai-', 'xai-[A-Za-z0-9]{60,90}', { secretClass: 'key' }),
  token('nvidia-key', 'nvapi-', 'nvapi-[A-Za-z0-9_-]{60,70}', { secretClass: 'key' }),
  token('langsmith-key', ['lsv2_pt_', 'lsv2_sk_'], 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}', {
    secretClass: 'key',
  }),
  token('pinecone-key', 'pcsk_', 'pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{50,70}', { secretClass: 'key' }),
  token('tavily-key', 'tvly-', 'tvly-(?:dev-|prod-)?[A-Za-z0-9]{28,40}', { secretClass: 'key' }),
  token('cerebras-key', 'csk-', 'csk-[a-z0-9]{48}', { secretClass: 'key' }),
  token('fireworks-key', 'fw_', 'fw_[A-Za-z0-9]{22,40}', { secretClass: 'key' }),
  token('elevenlabs-key', 'sk_', 'sk_[a-f0-9]{48}', { secretClass: 'key' }),
  token('jina-key', 'jina_', 'jina_[a-f0-9]{32}[A-Za-z0-9_-]{28}', { secretClass: 'key' }),
  token('llama-cloud-key', 'llx-', 'llx-[A-Za-z0-9]{48}', { secretClass: 'key' }),
  token('firecrawl-key', 'fc-', 'fc-[a-f0-9]{32}', { secretClass: 'key' }),
  token('voyage-key', 'pa-', 'pa-[A-Za-z0-9_-]{43}', { secretClass: 'key', entropy: 4 }),
];
