import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startReference } from '../../../reference/server.ts';
import { type Answer, poisonedTexts, type Trick } from '../reports/hostile-run.ts';

/** A target that does what it is asked to, and spoils every answer. */
export interface HostileTarget {
  readonly targetFile: object;
  readonly close: () => Promise<void>;
}

/** Answers that open a run: with spoiled ones it would end before it began. */
const opening = 8;

/** Starts the reference behind a server that plays the tricks on its answers, one after the other. */
export async function startHostileTarget(tricks: readonly Trick[]): Promise<HostileTarget> {
  const reference = await startReference();
  let answers = 0;
  const server = createServer((incoming, outgoing) => {
    forwarded(incoming, reference.baseUrl)
      .then((answer) => {
        const trick = answers < opening ? poisonedTexts : tricks[answers % tricks.length];
        answers += 1;
        send(trick?.play(answer) ?? answer, outgoing);
      })
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    targetFile: { ...reference.targetFile, baseUrl: `http://127.0.0.1:${String(port)}` },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await reference.close();
    },
  };
}

async function forwarded(incoming: IncomingMessage, baseUrl: string): Promise<Answer> {
  const chunks: Buffer[] = [];
  const stream: AsyncIterable<Buffer> = incoming;
  for await (const chunk of stream) chunks.push(chunk);
  const { method = 'GET', url = '/' } = incoming;
  const headers = Object.entries(incoming.headers)
    .filter(([name]) => !['host', 'connection', 'content-length'].includes(name))
    .map(([name, value]): [string, string] => [name, [value].flat().join(', ')]);
  const answer = await fetch(`${baseUrl}${url}`, {
    method,
    headers,
    redirect: 'manual',
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.concat(chunks) }),
  });
  const own = [...answer.headers].filter(
    ([name]) =>
      !['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'content-encoding'].includes(name),
  );
  return { status: answer.status, headers: Object.fromEntries(own), body: await answer.text() };
}

function send({ status, headers, body }: Answer, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { ...headers });
  outgoing.end(body);
}
