import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Sender } from '../../spec/run/exchange.ts';
import type { Message } from './caller.ts';
import type { Scene } from './scene.ts';
import { CannotJudge, type Signal } from './signals.ts';
import type { Stage } from './stage.ts';

/** What a worker asks of the stage. */
export type Ask =
  | { readonly scene: string; readonly look: string }
  | { readonly message: Message & { readonly as: Sender }; readonly purpose: string };

/** What the stage answers: a value, a reason why there is none, or a fault of the suite. */
export type Reply =
  | { readonly value: unknown }
  | { readonly signal: Signal }
  | { readonly fault: { readonly message: string; readonly stack: string } };

/** Lets the workers of a run, which are processes of their own, reach its one stage. */
export class StageServer {
  readonly #server: Server;
  readonly #token = randomUUID();

  constructor(stage: Pick<Stage, 'play' | 'send'>, scenes: readonly Scene<unknown>[]) {
    const byName = new Map(scenes.map((scene) => [scene.name, scene]));
    this.#server = createServer((request, response) => {
      void this.#reply(request, stage, byName).then((reply) => response.end(written(reply)));
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
    stage: Pick<Stage, 'play' | 'send'>,
    scenes: Map<string, Scene<unknown>>,
  ): Promise<Reply> {
    try {
      if (request.url !== `/${this.#token}`) throw new Error('Only the workers of this run are served here.');
      const ask = JSON.parse(await textOf(request)) as Ask;
      if ('message' in ask) return { value: await stage.send(ask.message, ask.purpose) };
      const scene = scenes.get(ask.scene);
      if (!scene) throw new Error(`There is no scene "${ask.scene}" in tests/scenes.ts.`);
      return { value: await stage.play(scene, ask.look) };
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
