import { startReference } from '../../../reference/server.ts';
import { startProxy } from '../network/proxy.ts';
import { spoilt } from '../network/troubles.ts';
import { type Answer, bytesOf } from '../network/wire.ts';
import { long, poison, sentinel } from '../reports/hostile-texts.ts';

/** A target that does what it is asked to, and spoils every answer. */
export interface HostileTarget {
  readonly targetFile: object;
  readonly close: () => Promise<void>;
}

/** Answers that open a run: with spoiled ones it would end before it began. */
const opening = 8;

/** Starts the reference behind a proxy that plays every trick on its answers, one after the other. */
export async function startHostileTarget(): Promise<HostileTarget> {
  const reference = await startReference();
  const trouble = spoilt(
    () => true,
    ({ socket, answer, asked: { number } }) => {
      const trick = number <= opening ? poisoned : tricks[(number - 1) % tricks.length];
      const spoiled = { ...answer, ...changeOf(trick?.(answer) ?? {}) };
      socket.write(bytesOf(spoiled.status === 204 ? { ...spoiled, body: answer.body } : spoiled));
    },
  );
  const proxy = await startProxy({ baseUrl: reference.baseUrl, trouble });
  return {
    targetFile: { ...reference.targetFile, baseUrl: proxy.baseUrl },
    close: async () => {
      await proxy.close();
      await reference.close();
    },
  };
}

/** What becomes of a right answer; a text is a body. */
type Trick = (answer: Answer) => string | Partial<Answer>;

function changeOf(change: ReturnType<Trick>): Partial<Answer> {
  return typeof change === 'string' ? { body: Buffer.from(change) } : change;
}

const levels = 100_000;

/** Every text ends in poison; ids, dates and whatever else is no text stays, so that the run goes on. */
const poisoned: Trick = ({ body }) =>
  body.length === 0
    ? '{}'
    : JSON.stringify(JSON.parse(body.toString()), (_, value: unknown) =>
        typeof value === 'string' ? value + poison : value,
      );

/** Further members at the beginning, which a parser sees and a reader of known names does not. */
function withMembers({ body }: Answer, members: string): string {
  return body.toString().replace('{', `{${members},`);
}

/** The poison as far as a header may hold it: its bytes, without those that HTTP forbids. */
const inHeader = Buffer.from(poison, 'utf8')
  .toString('latin1')
  .replace(/[^\t\x20-\x7e\x80-\xff]/g, '');

const invalid = [0xed, 0xa0, 0x80, 0xff, 0xfe, 0x00, 0x1b];
const prototype = `"__proto__":{"${sentinel}":1,"items":[],"toString":1},"constructor":{"prototype":{"${sentinel}":1}},"hasOwnProperty":1`;

/** Every way to spoil an answer that a target has, as far as HTTP goes. */
export const tricks: readonly Trick[] = [
  poisoned,
  () => `<!doctype html><title>${poison}</title>${poison}`,
  () => poison,
  // Megabytes in a text, and as no JSON.
  (answer) => withMembers(answer, `"name":${JSON.stringify(long)}`),
  () => long,
  // Depth.
  (answer) => withMembers(answer, `"deep":${'['.repeat(levels)}${']'.repeat(levels)}`),
  () => `${'{"_embedded":'.repeat(levels)}1${'}'.repeat(levels)}`,
  () => `{"_embedded":{"items":${'['.repeat(levels)}${']'.repeat(levels)}}}`,
  // Names that a careless assignment takes for others, or twice.
  (answer) => withMembers(answer, prototype),
  ({ body }) => body.toString().replaceAll('"id":', '"__proto__":{"id":1},"toString":null,"id":'),
  ({ body }) => body.toString().replaceAll('"id":', '"id":"<script>","id":').replace('{', '{"_embedded":[],'),
  (answer) => withMembers(answer, `${JSON.stringify(poison)}:{"/~0~1":[null]}`),
  ({ body }) => ({
    body: Buffer.concat([
      Buffer.from(`{"half":"\\ud800","nul":"\\u0000","raw":"`),
      Buffer.from(invalid),
      Buffer.from(`",${body.toString().slice(1)}`),
    ]),
  }),
  ({ body }) => body.toString().replace(/"id":\d+/g, '"id":1e999,"count":-0.0'),
  // Floods.
  () => `{"_embedded":{"items":[${'{"id":"x"},'.repeat(50_000)}{}]}}`,
  () => `{${Array.from({ length: 30_000 }, (_, at) => `"<i>${String(at)}":0`).join()}}`,
  // What is no object, and no answer that is described.
  () => JSON.stringify([poison]),
  () => JSON.stringify(poison),
  () => '',
  () => ({ status: 299, body: Buffer.from(poison) }),
  () => ({ status: 400, body: Buffer.from(JSON.stringify({ status: poison, detail: poison })) }),
  ({ headers }) => ({
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
  }),
];
