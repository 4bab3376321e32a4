import assert from 'node:assert/strict';
import { request, type RequestListener } from 'node:http';
import { describe, it } from 'node:test';
import type { Results } from '../../../spec/run/results.ts';
import { certifiedServer } from './certified-server.ts';

const json = { 'content-type': 'application/json' };

const always =
  (status: number, headers: Record<string, string> = {}, body = '') =>
  (): RequestListener =>
  (incoming, outgoing) => {
    incoming.resume();
    outgoing.writeHead(status, headers).end(body);
  };

/** The claims that passed; what the contract judges was seen in a message, or it would not have passed. */
const claimsPassedIn = ({ requirements }: Results): readonly string[] =>
  requirements
    .filter(({ id, outcome }) => outcome === 'passed' && !id.includes('.response.'))
    .map(({ id }) => id)
    .sort();

/** Malformed queries may be refused, and may be ignored. */
const malformed = ['date', 'id', 'limit_rows', 'type'].map((what) => `customers.list.malformed.${what}`);

/** Servers that do nothing, each with the claims that it may pass. */
const idle: Readonly<Record<string, readonly [(baseUrl: string) => RequestListener, readonly string[]]>> = {
  'answers everything with 204': [always(204), malformed],
  'answers everything with 200 and {}': [always(200, json, '{}'), malformed],
  'answers everything with an empty list': [always(200, json, '{"_embedded":{"items":[]}}'), malformed],
  'answers everything with links alone': [
    always(200, json, '{"_links":{"self":{"href":"/","method":"get"}}}'),
    malformed,
  ],
  'answers everything with 400': [always(400, json, '{"status":400}'), malformed],
  'answers everything with 500': [always(500, json, '{"status":500}'), []],
};

/** Servers that nobody can judge, each with what is said of it. */
const closed: Readonly<Record<string, readonly [() => RequestListener, RegExp]>> = {
  'shows a page to everybody': [
    always(200, { 'content-type': 'text/html' }, '<html><form></form></html>'),
    /login page/,
  ],
  'sends everybody elsewhere': [always(302, { location: '/login' }), /redirects to/],
  'knows nobody': [always(401, json, '{}'), /refused the credentials of the administrator/],
  'has no API': [always(404, json, '{}'), /no API at/],
};

describe('a server that does nothing', { timeout: 120_000 }, () => {
  for (const [name, [answering, may]] of Object.entries(idle)) {
    it(`and ${name} is nonconformant, and passes nothing for want of anything to judge`, async () => {
      const { results } = await certifiedServer(answering);

      assert.equal(results.verdict, 'nonconformant');
      assert.deepEqual(claimsPassedIn(results), may);
      assert.deepEqual(
        Object.keys(results.readings).filter((reading) => reading !== 'emptyList'),
        [],
      );
      assert.equal(results.counts.error, 0);
    });
  }

  for (const [name, [answering, says]] of Object.entries(closed)) {
    it(`and ${name} is not judged, and a sentence says why`, async () => {
      const { results } = await certifiedServer(answering);

      assert.equal(results.verdict, 'inconclusive');
      assert.match(results.obstacle ?? '', says);
      assert.equal(results.counts.passed + results.counts.failed, 0);
      assert.ok(results.requests <= 2, String(results.requests));
    });
  }

  it('and gives the right answer to every GET passes nothing that a change has to show', async () => {
    const { results } = await certifiedServer((baseUrl) => (incoming, outgoing) => {
      if (incoming.method !== 'GET') {
        always(200, json, '{"_embedded":{"items":[]}}')()(incoming, outgoing);
        return;
      }
      const { url = '', headers } = incoming;
      return request(`${baseUrl}${url}`, { headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(outgoing);
      }).end();
    });

    assert.equal(results.verdict, 'nonconformant');
    const changes = claimsPassedIn(results).filter((id) => /\.(add|update|change|delete|comment)\./.test(id));
    assert.deepEqual(changes, ['periods.change.after.kept']);
    assert.equal(results.counts.error, 0);
  });
});
