/** The mock that openapi-backend makes of the contract: what a request or its credentials lack is refused, the rest are examples. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { OpenAPIBackend } from 'openapi-backend';

const definition = JSON.parse(readFileSync(new URL('../../spec/openapi.json', import.meta.url), 'utf8'));
const headers = () => ({
  'content-type': 'application/hal+json',
  'runtime-timestamp': String(Math.floor(Date.now() / 1000)),
});
const refusal = (status, detail) => ({ status, body: { status, detail } });

const api = new OpenAPIBackend({
  definition,
  quick: true,
  // The contract is written in JSON Schema 2020-12, whose words an older draft knows only in part.
  ajvOpts: { strict: false, validateSchema: false },
  handlers: {
    validationFail: ({ validation }) => refusal(400, validation.errors?.[0]?.message ?? 'It is not valid.'),
    unauthorizedHandler: () => refusal(401, 'Say who you are.'),
    notFound: () => refusal(404, 'There is nothing.'),
    methodNotAllowed: () => refusal(405, 'That is not done here.'),
    notImplemented: ({ api: self, operation }) => {
      const { status, mock } = self.mockResponseForOperation(operation.operationId);
      return { status, body: mock };
    },
  },
  securityHandlers: {
    session: ({ request }) => request.cookies?.session_id === 'member-session',
    bearer: ({ request }) => request.headers.authorization === 'Bearer administrator-token',
    login: () => false,
    hash: () => false,
  },
});
await api.init();

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    void answer(request, Buffer.concat(chunks).toString('utf8')).then(({ status, body }) => {
      response.writeHead(status, headers());
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
}).listen(Number(process.argv[2]), '127.0.0.1');

async function answer({ method, url, headers: sent }, text) {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  // Names with brackets are names of the contract, and not to be taken apart.
  const query = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length > 1 || name.endsWith('[]') ? values : values[0]];
    }),
  );
  try {
    return await api.handleRequest({
      method,
      path: pathname,
      query,
      headers: sent,
      ...(text !== '' && { body: JSON.parse(text) }),
    });
  } catch (error) {
    return error instanceof SyntaxError ? refusal(400, 'It is no JSON.') : refusal(500, String(error));
  }
}
