import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Sender } from '../../spec/run/exchange.ts';
import type { Message } from './caller.ts';
import type { Scenario } from './scenario.ts';
import { CannotJudge, type Signal } from './signals.ts';
import type { Session } from './session.ts';

/** What a worker asks of the session. */
export type Ask =
  | { readonly scenario: string; readonly look: string }
  | { readonly message: Message & { readonly as: Sender }; readonly purpose: string };

/** What the session answers: a value, a reason why there is none, or a fault of the suite. */
export type Reply =
  | { readonly value: unknown }
  | { readonly signal: Signal }
  | { readonly fault: { readonly message: string; readonly stack: string } };

/** Lets the workers of a run, which are processes of their own, reach its one session. */
export class SessionServer {
  readonly #server: Server;
  readonly #token = randomUUID();

  constructor(session: Pick<Session, 'play' | 'send'>, scenarios: readonly Scenario<unknown>[]) {
    const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
    this.#server = createServer((request, response) => {
      void this.#reply(request, session, byName).then((reply) => response.end(written(reply)));
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  /** @returns the address to hand to the workers; it carries a secret, so that nobody else is served */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/${this.#token}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #reply(
    request: IncomingMessage,
    session: Pick<Session, 'play' | 'send'>,
    scenarios: Map<string, Scenario<unknown>>,
  ): Promise<Reply> {
    try {
      if (request.url !== `/${this.#token}`) throw new Error('Only the workers of this run are served here.');
      const ask = JSON.parse(await textOf(request)) as Ask;
      if ('message' in ask) return { value: await session.send(ask.message, ask.purpose) };
      const scenario = scenarios.get(ask.scenario);
      if (!scenario) throw new Error(`There is no scenario "${ask.scenario}" in tests/scenarios.ts.`);
      return { value: await session.play(scenario, ask.look) };
    } catch (error) {
      return error instanceof CannotJudge ? { signal: error.signal } : faultOf(error);
    }
  }
}

/** A record that can't be written (too large for one text, too deep) fails the tests that asked, not the run. */
function written(reply: Reply): string {
  try {
    return JSON.stringify(reply);
  } catch (error) {
    return JSON.stringify(faultOf(error));
  }
}

function faultOf(error: unknown): Reply {
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  return { fault: { message, stack } };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
