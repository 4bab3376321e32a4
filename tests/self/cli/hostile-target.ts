import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startReference } from '../../../reference/server.ts';
import { long, poison, sentinel } from '../reports/hostile-texts.ts';

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

/** An answer of a target, as it goes over the wire. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One way to spoil a right answer. */
interface Trick {
  readonly name: string;
  readonly play: (answer: Answer) => Answer;
}

const levels = 100_000;

function json(body: string): Partial<Answer> {
  return { body };
}

/** The value with a change made to every text in it. */
function textsIn(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => textsIn(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, textsIn(one, change)]));
}

function valueOf({ body }: Answer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return {};
  }
}

/** Every text ends in poison; ids, dates and whatever else is no text stays, so that the run goes on. */
const poisonedTexts: Trick = {
  name: 'poisoned texts',
  play: (answer) => ({
    ...answer,
    body: JSON.stringify(textsIn(valueOf(answer), (text) => text + poison)),
  }),
};

const named = (name: string, change: (answer: Answer) => Partial<Answer>): Trick => ({
  name,
  play: (answer) => ({ ...answer, ...change(answer) }),
});

/** A right answer with more members at its beginning, which a parser sees and a reader of known names does not. */
function withMembers(answer: Answer, members: string): Partial<Answer> {
  return json(answer.body.toString().replace('{', `{${members},`));
}

/** Every way to spoil an answer that a target has, as far as HTTP goes. */
export const tricks: readonly Trick[] = [
  poisonedTexts,
  named('a page', () => json(`<!doctype html><title>${poison}</title>${poison}`)),
  named('markup', () => json(poison)),
  named('five megabytes in a text', (answer) => withMembers(answer, `"name":${JSON.stringify(long)}`)),
  named('five megabytes of no JSON', () => json(long)),
  named('deep lists', (answer) => withMembers(answer, `"deep":${'['.repeat(levels)}${']'.repeat(levels)}`)),
  named('deep objects', () => json(`${'{"_embedded":'.repeat(levels)}1${'}'.repeat(levels)}`)),
  named('deep items', () => json(`{"_embedded":{"items":${'['.repeat(levels)}${']'.repeat(levels)}}}`)),
  named('a prototype', (answer) =>
    withMembers(
      answer,
      `"__proto__":{"${sentinel}":1,"items":[],"toString":1},"constructor":{"prototype":{"${sentinel}":1}},"hasOwnProperty":1`,
    ),
  ),
  named('a prototype in each item', ({ body }) =>
    json(body.toString().replaceAll('"id":', '"__proto__":{"id":1},"toString":null,"id":')),
  ),
  named('members twice', ({ body }) =>
    json(body.toString().replaceAll('"id":', '"id":"<script>","id":').replace('{', '{"_embedded":[],')),
  ),
  named('poisoned names', (answer) => withMembers(answer, `${JSON.stringify(poison)}:{"/~0~1":[null]}`)),
  named('halves of characters', (answer) => ({
    body: Buffer.concat([
      Buffer.from(`{"half":"\\ud800","nul":"\\u0000","raw":"`),
      Buffer.from([0xed, 0xa0, 0x80, 0xff, 0xfe, 0x00, 0x1b]),
      Buffer.from(`",${answer.body.toString().slice(1)}`),
    ]),
  })),
  named('numbers', ({ body }) => json(body.toString().replace(/"id":\d+/g, '"id":1e999,"count":-0.0'))),
  named('many items', () => json(`{"_embedded":{"items":[${'{"id":"x"},'.repeat(50_000)}{}]}}`)),
  named('many members', () =>
    json(`{${Array.from({ length: 30_000 }, (_, at) => `"<i>${String(at)}":0`).join()}}`),
  ),
  named('a list', () => json(JSON.stringify([poison]))),
  named('a text', () => json(JSON.stringify(poison))),
  named('nothing', () => json('')),
  named('an unknown status', () => ({ status: 299, body: poison })),
  named('an error', () => ({ status: 400, body: JSON.stringify({ status: poison, detail: poison }) })),
  named('headers', ({ headers }) => ({
    headers: {
      ...headers,
      'content-type': `text/html;charset="${inHeader}"`,
      'runtime-timestamp': inHeader,
      'x-poison': inHeader,
      'set-cookie': `session=${inHeader}; path=/`,
      __proto__headers: inHeader,
      constructor: inHeader,
      link: `<javascript:window.${sentinel}=6>; rel=next`,
    },
  })),
];

/** The poison as far as a header may hold it: its bytes, without those that HTTP forbids. */
const inHeader = Buffer.from(poison, 'utf8')
  .toString('latin1')
  .replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
