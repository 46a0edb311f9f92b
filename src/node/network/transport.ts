import * as undici from 'undici';

// Loaded with the first request. A bundled `import()` of the package itself would give no names, since it is CommonJS.
export const fetch: typeof undici.fetch = undici.fetch;
export const Agent: typeof undici.Agent = undici.Agent;
export const EnvHttpProxyAgent: typeof undici.EnvHttpProxyAgent = undici.EnvHttpProxyAgent;
