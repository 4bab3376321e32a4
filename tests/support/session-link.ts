import { Agent, request as httpRequest } from 'node:http';
import type { Exchange, Sender } from '../../spec/run/exchange.ts';
import type { SessionAccess } from './bench.ts';
import type { Message } from './caller.ts';
import type { Played, Scenario } from './scenario.ts';
import { CannotJudge } from './signals.ts';
import type { Ask, Reply } from './session-server.ts';

const agent = new Agent({ keepAlive: true });

/** The session as a worker sees it. */
export class SessionLink implements SessionAccess {
  readonly #address: string;

  /** @param address as given by `SessionServer.listen` */
  constructor(address: string) {
    this.#address = address;
  }

  async play<T>(scenario: Scenario<T>, look = ''): Promise<Played<T>> {
    // The record crossed the border between processes as JSON, which scenarios are made to survive.
    return (await this.#ask({ scenario: scenario.name, look })) as Played<T>;
  }

  async send(message: Message & { readonly as: Sender }, purpose: string): Promise<Exchange> {
    return (await this.#ask({ message, purpose })) as Exchange;
  }

  async #ask(ask: Ask): Promise<unknown> {
    const reply = JSON.parse(await posted(this.#address, JSON.stringify(ask))) as Reply;
    if ('signal' in reply) throw new CannotJudge(reply.signal);
    if ('fault' in reply) throw Object.assign(new Error(reply.fault.message), { stack: reply.fault.stack });
    return reply.value;
  }
}

function posted(address: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(address, { method: 'POST', agent }, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
