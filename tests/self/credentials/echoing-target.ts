import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createState } from '../../../reference/core/seed.ts';
import { startReference } from '../../../reference/server.ts';
import { whole } from './spellings.ts';

/** What the two users of the target are known by. */
export interface Known {
  readonly bearer: string;
  readonly cookie: string;
  readonly login: { readonly user: string; readonly hash: string };
  /** Headers that are as good as the token. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A target that repeats every credential wherever it can, in each way to spell it. */
export interface EchoingTarget {
  readonly url: URL;
  /** A target file but for its `auth`. */
  readonly targetFile: object;
  /** All that it repeats: what it was told to, and what its own sessions are known by. */
  readonly secrets: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** The answers before are whole but for their headers: a run that meets others first ends before it began. */
const opening = 6;

/**
 * Starts the reference behind a server that spoils its answers.
 * @param repeated what it repeats, besides the sessions that it makes
 */
export async function startEchoingTarget(
  users: { readonly administrator: Known; readonly member: Known },
  repeated: readonly string[],
): Promise<EchoingTarget> {
  const known = [users.administrator, users.member];
  const bare = createState();
  const reference = await startReference({
    state: {
      ...bare,
      credentials: bare.credentials.map((one, at) => ({ ...one, ...known[at] })),
      sessions: new Map([...bare.sessions.values()].map((session, at) => [known[at]?.cookie ?? '', session])),
    },
  });
  const secrets = new Set(repeated);
  let answers = 0;
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    const stream: AsyncIterable<Buffer> = incoming;
    for await (const chunk of stream) chunks.push(chunk);
    const { method = 'GET', url = '/' } = incoming;
    const received = await fetch(`${reference.baseUrl}${url}`, {
      method,
      headers: translated(incoming.headers, known),
      redirect: 'manual',
      ...(method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.concat(chunks) }),
    });
    const cookies = received.headers.getSetCookie();
    for (const cookie of cookies) secrets.add(/=([^;]*)/.exec(cookie)?.[1] ?? '');
    const echoes = [...secrets].flatMap(whole);
    const body = await received.text();
    outgoing.setHeader('X-Echo', [...secrets].map(encodeURIComponent).join(' '));
    outgoing.setHeader('X-Echo-64', Buffer.from([...secrets].join(' ')).toString('base64'));
    outgoing.setHeader('Set-Cookie', [
      ...cookies,
      ...[...secrets].map((secret) => `last=${encodeURIComponent(secret)}`),
    ]);
    const turn = cookies.length > 0 || answers < opening ? 0 : (answers % 5) + 1;
    answers += 1;
    if (turn === 5) {
      outgoing.writeHead(500, { 'Content-Type': 'text/html' });
      outgoing.end(`<html><title>${echoes.join('</title><p>')}</html>`);
      return;
    }
    outgoing.writeHead(received.status, {
      'Content-Type': received.headers.get('content-type') ?? 'text/plain',
    });
    outgoing.end(turn === 0 ? body : withEchoes(body, echoes, [...secrets]));
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${String(port)}`);
  return {
    url,
    targetFile: { ...reference.targetFile, baseUrl: url.origin, auth: undefined },
    secrets,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await reference.close();
    },
  };
}

/** The reference knows tokens, cookies and logins: whoever brings other headers gets the token. */
function translated(headers: IncomingMessage['headers'], known: readonly Known[]): [string, string][] {
  const own = known.find(({ headers: wanted = {} }) => {
    const all = Object.entries(wanted);
    return all.length > 0 && all.every(([name, value]) => headers[name.toLowerCase()] === value);
  });
  const others = Object.entries(headers)
    .filter(([name]) => !['host', 'connection', 'content-length', 'proxy-authorization'].includes(name))
    .filter(([name]) => own === undefined || name !== 'authorization')
    .map(([name, value]): [string, string] => [name, [value].flat().join(', ')]);
  return own === undefined ? others : [...others, ['authorization', `Bearer ${own.bearer}`]];
}

/** A JSON object with every echo beside what it holds, in its texts too; anything else as it was, echoes behind it. */
function withEchoes(body: string, echoes: readonly string[], secrets: readonly string[]): string {
  if (!body.startsWith('{')) return body + echoes.join('\n');
  const raw = echoes.filter((echo) => !/["\n]|\\(?!u)/.test(echo)).map((echo) => `"${echo}"`);
  return body
    .replace(/^\{/, `{"echo":[${[...raw, ...secrets.map((one) => JSON.stringify(`${one}!`))].join(',')}],`)
    .replace(
      /("(?:name|detail|title|error)":")/g,
      (key) => `${key}${encodeURIComponent(secrets.join(' '))} `,
    );
}
