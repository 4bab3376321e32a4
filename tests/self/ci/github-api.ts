import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A comment as GitHub's API shows it. */
export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly type: string };
}

/** GitHub's comments on pull request 12 of one repository. */
export interface Api {
  readonly env: NodeJS.ProcessEnv;
  readonly comments: Comment[];
  /** Method and path of each request, in order. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

/** @param refuses whether every change is refused, as for a pull request from a fork */
export async function startApi(folder: string, comments: Comment[] = [], refuses = false): Promise<Api> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  const answer = async (request: IncomingMessage): Promise<{ status: number; body: unknown }> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '', 'http://api');
    asked.push(`${request.method} ${url.pathname}`);
    if (request.headers.authorization !== 'Bearer job-token') return { status: 401, body: {} };
    if (request.method === 'GET') {
      const page = Number(url.searchParams.get('page'));
      return { status: 200, body: comments.slice((page - 1) * 100, page * 100) };
    }
    if (refuses) return { status: 403, body: { message: 'Resource not accessible by integration' } };
    const { body } = JSON.parse(Buffer.concat(chunks).toString()) as { body: string };
    const id = Number(url.pathname.split('/').at(-1));
    const known = comments.find((one) => one.id === id);
    if (known) known.body = body;
    else comments.push({ id: 1000 + comments.length, body, user: { type: 'Bot' } });
    return {
      status: known ? 200 : 201,
      body: { html_url: 'https://github.test/team/crm/pull/12#issuecomment' },
    };
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const event = join(folder, 'event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 12 } }));
  return {
    env: {
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_SERVER_URL: 'https://github.test',
      GITHUB_REPOSITORY: 'team/crm',
      GITHUB_RUN_ID: '7',
      GITHUB_EVENT_PATH: event,
    },
    comments,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
