import { defaultGuardPolicy } from '../../src/core/guard/policy.ts';
import { readAccountingSettings } from '../../src/core/usage/accountingSettings.ts';
import { type Models, openModels } from '../../src/models.ts';
import type { Store } from '../../src/node/store/openStore.ts';

/** The whole way to one server that speaks OpenAI's protocol, with nothing but the limit of requests turned off: more is asked in a minute than a person would. */
export function oneProvider(url: string, store: Store): Promise<Models> {
  const settings = readAccountingSettings((name) => (name === 'rateLimit.enabled' ? false : undefined));
  return openModels({
    connections: [
      {
        definition: {
          id: 'openai',
          kind: 'openai',
          name: 'OpenAI',
          baseUrl: `${url}/v1`,
          headers: {},
          models: {},
          enabled: true,
        },
        key: () => Promise.resolve('none'),
      },
    ],
    order: ['openai'],
    allowCloudFromLocal: false,
    policy: () => defaultGuardPolicy,
    isOn: () => true,
    store,
    settings: () => settings,
  });
}
