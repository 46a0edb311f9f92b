import type { PromptKind } from '../../../prompt/document.ts';

export type ValueType = 'string' | 'boolean' | 'list' | 'object' | 'string or list' | 'any';

type Keys = Readonly<Record<string, ValueType>>;

/**
 * The keys of front matter by kind and the types of their values. Sources: VS Code's prompt file validation (1.105 to 1.139), the Agent Skills
 * specification, GitHub's reference of custom agents, Claude Code's reference of subagents, skills and commands.
 */
const keys: Readonly<Partial<Record<PromptKind, Keys>>> = {
  prompt: {
    name: 'string',
    description: 'string',
    'argument-hint': 'any',
    agent: 'string',
    model: 'string or list',
    tools: 'string or list',
  },
  instructions: { name: 'string', description: 'string', applyTo: 'string', excludeAgent: 'string or list' },
  agent: {
    name: 'string',
    description: 'string',
    'argument-hint': 'any',
    model: 'string or list',
    tools: 'string or list',
    handoffs: 'list',
    target: 'string',
    agents: 'string or list',
    infer: 'boolean',
    'user-invocable': 'boolean',
    'disable-model-invocation': 'boolean',
    hooks: 'object',
    'mcp-servers': 'any',
    mcpServers: 'any',
    metadata: 'object',
    disallowedTools: 'string or list',
    permissionMode: 'string',
    maxTurns: 'any',
    skills: 'string or list',
    memory: 'string',
    background: 'boolean',
    effort: 'any',
    isolation: 'string',
    color: 'string',
    initialPrompt: 'string',
    github: 'object',
    // OpenCode's, which reads the same folders.
    mode: 'any',
    hidden: 'any',
    temperature: 'any',
    top_p: 'any',
    permission: 'any',
    steps: 'any',
    disable: 'any',
    prompt: 'any',
  },
  skill: {
    name: 'string',
    description: 'string',
    'argument-hint': 'any',
    'user-invocable': 'boolean',
    'disable-model-invocation': 'boolean',
    license: 'string',
    compatibility: 'string',
    metadata: 'object',
    context: 'string',
    'allowed-tools': 'string or list',
    model: 'string',
    agent: 'string',
    hooks: 'object',
    effort: 'any',
    paths: 'string or list',
    shell: 'string',
    when_to_use: 'string',
    arguments: 'string or list',
  },
  command: {
    description: 'string',
    'argument-hint': 'any',
    'allowed-tools': 'string or list',
    model: 'string',
    'disable-model-invocation': 'boolean',
    name: 'string',
    agent: 'string',
    context: 'string',
    hooks: 'object',
    effort: 'any',
  },
  rules: { description: 'string', paths: 'string or list' },
};

/** Keys that were renamed. */
export const renamedKeys: Readonly<Partial<Record<PromptKind, Readonly<Record<string, string>>>>> = {
  prompt: { mode: 'agent' },
};

/** The keys for a kind of file; null for kinds without front matter. */
export function keysOf(kind: PromptKind): Keys | null {
  return keys[kind] ?? null;
}
