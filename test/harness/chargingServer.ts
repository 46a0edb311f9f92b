import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { countTokens } from '../../src/core/usage/tokens.ts';

/** What a client asks of {@link chargingServer}. */
export interface ChargedRequest {
  readonly requestId: string;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  /** `cut`: some text, then nothing until the client goes away; the server does not say what it charges. */
  readonly fate: 'answer' | 'refuse' | 'fail' | 'cut';
}

/** What the server charged for one call. */
export interface Charge {
  readonly requestId: string;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

export interface ChargingServer {
  readonly url: string;
  /** Every call, in the order of arrival. */
  readonly journal: Charge[];
  close(): Promise<void>;
}

/** The part of an answer that a call with the fate `cut` gets. */
export const cutText = 'The beginning of an answer that';

/** A vendor on loopback that writes down what it charges, call by call. */
export async function chargingServer(): Promise<ChargingServer> {
  const journal: Charge[] = [];
  const cut = (await countTokens(cutText, 'gpt-4o')).tokens;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { cached, fate, input, output, requestId } = await bodyOf(request);
    switch (fate) {
      case 'answer':
        journal.push({ requestId, input, output, cached });
        response.end(JSON.stringify({ input, output, cached }));
        return;
      case 'refuse':
      case 'fail':
        journal.push({ requestId, input: 0, output: 0, cached: 0 });
        response.writeHead(fate === 'refuse' ? 429 : 500).end();
        return;
      case 'cut':
        journal.push({ requestId, input, output: cut, cached: 0 });
        response.write(cutText);
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    journal,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<ChargedRequest> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as ChargedRequest;
}
