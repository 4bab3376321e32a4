/** Our contract as other tools take it: the same promises, in the words that each of them understands. */
import { isObject } from '../../spec/contract/json.ts';
import openapi from '../../spec/openapi.json' with { type: 'json' };

type Node = Record<string, unknown>;

/** Requests that the reference's account can answer with 200, by path; the first of each list is there from the start. */
const changes: Readonly<Record<string, object>> = {
  '/api/v2/customers': {
    add: [
      {
        name: 'Peer 🚀',
        next_date: 1893456000,
        responsible_user_id: 504141,
        contacts_id: [1099181],
        company_id: 1099180,
        next_price: 700,
        periodicity: 30,
        tags: 'sales',
      },
    ],
  },
  '/api/v2/transactions': {
    add: [{ customer_id: 466791, date: 1700000000, price: 1500, comment: 'Paid 🚀 сразу' }],
  },
  '/api/v2/customers_periods': {
    update: [
      { id: 112805, period: 5, color: '#e6e8ea', sort: 1 },
      { id: 112806, period: 10, color: '#fffd7f', sort: 2 },
      { id: 112807, period: 15, color: '#ffdc7f', sort: 3 },
      { id: 112804, period: 60, color: '#fd5598', sort: 0 },
    ],
  },
};
const firstIds: Readonly<Record<string, number>> = {
  '/api/v2/customers': 466791,
  '/api/v2/transactions': 5396,
};

function* nodesIn(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const one of node) yield* nodesIn(one);
  if (!isObject(node)) return;
  yield node;
  for (const one of Object.values(node)) yield* nodesIn(one);
}

function leaveOut(node: Node, isOut: (key: string) => boolean): void {
  for (const key of Object.keys(node).filter(isOut)) Reflect.deleteProperty(node, key);
}

/** The contract with it said aloud that objects may carry more than is named: some tools take that for forbidden. */
export function openContract(baseUrl: string): object {
  const copy = structuredClone(openapi) as unknown as Node;
  copy['servers'] = [{ url: baseUrl }];
  for (const node of nodesIn(copy['components']))
    if (isObject(node['properties'])) node['additionalProperties'] ??= true;
  return copy;
}

/**
 * The same for tools that make requests of the contract: one way to show who one is, one kind of body, answers that
 * are no errors, and examples that exist in the account.
 * @param version what the tool takes: 3.1 has lists of types and conditions, 3.0 has none
 */
export function simpleContract(baseUrl: string, version: '3.0.3' | '3.1.0'): object {
  const copy = openContract(baseUrl) as Node & {
    components: Record<string, Node>;
    paths: Record<string, Record<string, Node & { responses: Record<string, Node>; requestBody?: Node }>>;
  };
  copy['openapi'] = version;
  copy['security'] = [{ bearer: [] }];
  copy.components['securitySchemes'] = { bearer: { type: 'http', scheme: 'bearer' } };
  for (const [path, methods] of Object.entries(copy.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!['get', 'post'].includes(method)) continue;
      leaveOut(operation.responses, (status) => status !== '200');
      const [json] = nodesIn(operation.responses['200']?.['content']);
      const [answer] = [...nodesIn(json?.['application/hal+json'])];
      const examples = answer?.['examples'];
      const [known] = isObject(examples) ? Object.values(examples) : [];
      if (answer) answer['examples'] = { known };
      if (method === 'post') {
        const schema = (operation.requestBody?.['content'] as Record<string, Node>)['application/json']?.[
          'schema'
        ];
        const content = { 'application/json': { schema, examples: { known: { value: changes[path] } } } };
        operation.requestBody = { required: true, content };
      } else if (firstIds[path] !== undefined) {
        const schema = { type: 'integer' };
        const value = firstIds[path];
        const example = version === '3.0.3' ? { example: value } : { examples: { known: { value } } };
        operation['parameters'] = [{ name: 'id', in: 'query', required: true, schema, ...example }];
      }
    }
  }
  for (const node of nodesIn(copy)) {
    leaveOut(node, (key) => key.startsWith('x-'));
    if (version === '3.0.3') inThreeZero(node);
  }
  if (version === '3.0.3') leaveOut(copy['info'] as Node, (key) => key === 'summary' || key === 'license');
  return copy;
}

/** Says a schema in the words of OpenAPI 3.0; what they can't say is left open. */
function inThreeZero(node: Node): void {
  const { type, const: only } = node;
  if (Array.isArray(type)) {
    const kinds = (type as readonly unknown[]).filter((one) => one !== 'null');
    if (kinds.length < type.length) node['nullable'] = true;
    if (kinds.length === 1) node['type'] = kinds[0];
    else leaveOut(node, (key) => ['type', 'pattern', 'minimum', 'maximum'].includes(key));
  }
  if (only !== undefined && !isObject(only)) node['enum'] = [only];
  for (const bound of ['Minimum', 'Maximum']) {
    const value = node[`exclusive${bound}`];
    if (typeof value === 'number')
      Object.assign(node, { [bound.toLowerCase()]: value, [`exclusive${bound}`]: true });
  }
  if (Array.isArray(node['examples'])) leaveOut(node, (key) => key === 'examples');
  const unknown = ['const', 'if', 'then', 'else', 'additionalProperties', 'patternProperties'];
  leaveOut(node, (key) => (node['$ref'] === undefined ? unknown.includes(key) : key !== '$ref'));
}
