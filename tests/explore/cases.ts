/** Steps that send one odd thing: what comes of it is left open mostly, and what else there is has to stay. */
import { Contract } from '../../spec/contract/contract.ts';
import { operations, type OperationId } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { entryOf, rowsOf } from '../../target/amocrm/period.ts';
import { idsOf, inWords, isItem, itemsOf, refusalOf, type Answer } from '../../target/answer.ts';
import { changesBetween } from '../../target/rows.ts';
import type { Oddity } from './boundaries.ts';
import { Differs } from './charge.ts';
import { periodsIn, withPeriods } from './periods.ts';
import { fieldsOf, secondsOf } from './specs.ts';
import { byIds, window, type World } from './world.ts';

export interface CaseStep extends Step, Oddity {
  readonly kind: 'case';
}

export interface QueryStep extends Step {
  readonly kind: 'query';
  readonly operation: OperationId;
  readonly query: string;
}

export interface PathStep extends Step {
  readonly kind: 'path';
  readonly path: string;
}

/** Whether the text stands there that tells whose a record is. */
export function isMark(path: Oddity['path']): boolean {
  return path.length === 2 && ['name', 'comment', 'comments'].includes(String(path[1]));
}

let contract: Contract | undefined;

export function allowsCase(
  { setting: { target }, customers, transactions }: World,
  { operation, list }: CaseStep,
): boolean {
  const [area = ''] = operation.split('.');
  if (area !== 'customers' && target.features[area] !== true) return false;
  if (operation === 'periods.change') return true;
  if (operation === 'transactions.change' && list !== 'add') return transactions.size > 0;
  return (operation === 'customers.change' && list === 'add') || customers.length > 0;
}

export async function tryCase(world: World, step: CaseStep): Promise<void> {
  if (step.operation === 'periods.change') {
    await tryPeriods(world, step);
    return;
  }
  const { path } = operations[step.operation];
  const body = oddBody(world, step);
  const asked = world.asked('administrator', 'POST', path, body);
  contract ??= Contract.load();
  const judged = contract.judge({ operation: step.operation, side: 'request', headers: {}, body });
  const isValid = judged.violations.length === 0;
  const answer = await world.send(asked, !isValid);
  const isRefused = refusalOf(answer) !== null;
  if (!isRefused && step.isRequired && !isValid)
    throw new Differs(requiredGroup(step), `It is taken without: ${inWords(answer)}`);
  if (!isRefused) forget(world, step, answer);
  const charge = (): string => (step.isRequired ? requiredGroup(step) : 'explore.state');
  if (step.operation === 'transactions.change') {
    const buyers = [...new Set(world.transactions.values())].slice(0, 2);
    const hidden = [...world.transactions].flatMap(([id, customer]) =>
      buyers.includes(customer) ? [] : [id],
    );
    const paths = buyers.map((id) => `${path}?customer_id=${String(id)}&limit_rows=500`);
    world.model = await world.look('transactions', [world.model], { paths, hidden }, charge);
    return;
  }
  const paths = world.customers.length === 0 || step.list === 'add' ? [window] : [byIds(world.customers)];
  world.model = await world.look('customers', [world.model], { paths }, charge);
}

/** What was taken though it is odd is no concern of the sequence any more. */
function forget(world: World, { list, operation }: CaseStep, answer: Answer): void {
  const kind = operation === 'customers.change' ? 'customers' : 'transactions';
  const created = idsOf(itemsOf(answer));
  for (const id of created) world.habits.known[kind].add(id);
  if (kind === 'customers') {
    world.strays.customers.push(...created.filter((id) => !world.customers.includes(id)));
    const [first] = list === 'add' ? [] : world.customers.splice(0, 1);
    if (first !== undefined) world.strays.customers.push(first);
    world.model = world.model.without('customers', first === undefined ? [] : [first]);
    return;
  }
  // A purchase may have changed its buyer.
  const [first] = world.customers.splice(0, 1);
  if (first !== undefined) world.strays.customers.push(first);
  world.model = world.model.without('customers', first === undefined ? [] : [first]);
  for (const [id, customer] of [...world.transactions]) {
    if (customer === first) world.transactions.delete(id);
  }
}

function requiredGroup({ operation, list, path }: CaseStep): string {
  const name = String(path.at(-1));
  if (operation === 'customers.change') return `customers.${list}.required.${name}`;
  if (list === 'add') return 'transactions.add.unknownCustomer';
  return `transactions.comment.required.${name === 'comment' ? 'comments' : name}`;
}

function oddBody(world: World, step: CaseStep): string {
  const { list, path, put } = step;
  const right = rightBody(world, step);
  // By its text a record is known again, so that it can be put back.
  const odd = isMark(path) ? `${world.setting.marker} ${String(put)}` : put;
  return JSON.stringify({ [list]: 'put' in step ? replaced(right, path, odd) : without(right, path) });
}

/** A list with one element that is right in everything. */
function rightBody(world: World, { operation, list }: CaseStep): unknown {
  const { setting, customers, transactions } = world;
  const [customer = 0] = customers;
  const [transaction = 0] = transactions.keys();
  const rich = {
    next: { slot: 1, seconds: 1 },
    price: 5,
    periodicity: 6,
    responsible: 0,
    creator: 1,
    tags: 1,
    period: 0,
    contacts: [0],
    company: 0,
    remark: { sort: 'plain', n: 1 },
    options: [0],
    address: 0,
    request: 7,
    form: 'numbers',
  } as const;
  if (list === 'delete') return [operation === 'customers.change' ? customer : transaction];
  if (operation === 'customers.change') {
    const fields = {
      name: world.named('odd'),
      created_at: secondsOf('created', { slot: 3, seconds: 0 }),
      ...fieldsOf(rich, setting.fixtures, 0),
    };
    return [
      list === 'add'
        ? { ...fields, updated_at: secondsOf('created', { slot: 3, seconds: 9 }) }
        : {
            ...fields,
            id: customer,
            updated_at: setting.now(),
            unlink: {
              contacts_id: setting.fixtures.contacts.slice(1, 2),
              company_id: setting.fixtures.companies[1] ?? 0,
            },
          },
    ];
  }
  return list === 'add'
    ? [
        {
          customer_id: customer,
          date: 1_500_000_000,
          price: 5,
          comment: world.named('odd'),
          next_date: 1_950_000_000,
          next_price: 6,
          request_id: 8,
        },
      ]
    : [{ transaction_id: transaction, comment: world.named('odd') }];
}

function replaced(value: unknown, path: readonly (string | number)[], put: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return put;
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (index === name ? replaced(one, rest, put) : one));
  if (!isItem(value)) return put;
  return { ...value, [name]: replaced(value[name], rest, put) };
}

function without(value: unknown, path: readonly (string | number)[]): unknown {
  const [name, ...rest] = path;
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (index === name ? without(one, rest) : one));
  if (!isItem(value) || name === undefined) return value;
  if (rest.length > 0) return { ...value, [name]: without(value[name], rest) };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== String(name)));
}

/** The list that is there, and one more entry, which is odd: refused, or put back. */
async function tryPeriods(world: World, step: CaseStep): Promise<void> {
  const periods = await periodsIn(world);
  const before = periods.now;
  const entries = before.map(entryOf);
  const [first, ...others] = entries;
  const odd = 'put' in step ? replaced([first], step.path, step.put) : without([first], step.path);
  // Whatever is no list is sent as it is.
  const update = Array.isArray(odd) && step.path.length > 0 ? [...(odd as unknown[]), ...others] : odd;
  const keepsAll = Array.isArray(update) && idsOf(update).length === entries.length;
  // Without its id a period would be a new one, and the one that it was be removed.
  if (Array.isArray(update) && !keepsAll) return;
  const { path } = operations['periods.change'];
  const answer = await periods.attempt(() =>
    world.send(world.asked('administrator', 'POST', path, JSON.stringify({ update })), true),
  );
  if (answer.status < 400) {
    await world.rest();
    await periods.look();
    await periods.settle();
    await world.rest();
    world.model = withPeriods(world.model, await periods.look());
    return;
  }
  await world.settled(async () => {
    const [change] = changesBetween(rowsOf(before), rowsOf(await periods.look()));
    if (change !== undefined)
      throw new Differs('explore.state', `It is refused, and changes the list: ${change}.`);
  });
}

/** Odd queries are answered, refused or ignored. */
export async function tryQuery(world: World, { operation, query }: QueryStep): Promise<void> {
  const answer = await world.send(
    world.asked('administrator', 'GET', `${operations[operation].path}?${query}`),
    true,
  );
  const isNoId = /^id(%5B%5D)?=nonsense$/.test(query);
  if (isNoId && itemsOf(answer).length > 0)
    throw new Differs(
      'customers.list.malformed.id',
      `An id that is none finds ${String(itemsOf(answer).length)} records.`,
    );
}

/** There is nothing at such a path. */
export async function tryPath(world: World, { path }: PathStep): Promise<void> {
  const answer = await world.send(world.asked('administrator', 'GET', path), true);
  if (answer.status !== 404)
    throw new Differs('protocol.path.unknown', `Status 404 expected, and the answer was ${inWords(answer)}`);
}
