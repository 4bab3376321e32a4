/** Requests that must change nothing: of others, by other methods, with broken bodies, at paths that there are not. */
import { operations, type OperationId } from '../../spec/operations.ts';
import type { Sender } from '../../spec/run/exchange.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { palette } from '../../spec/source-rows.ts';
import { entryOf, rowsOf } from '../../target/amocrm/period.ts';
import { inWords, type Answer } from '../../target/answer.ts';
import { changesBetween } from '../../target/rows.ts';
import { Differs } from './charge.ts';
import { periodsIn } from './periods.ts';
import { secondsOf } from './specs.ts';
import { byIds, window, type World } from './world.ts';

export const senders = ['nobody', 'stranger', 'member'] as const;
export const methods = ['PUT', 'PATCH', 'DELETE'] as const;
export const bodies = ['malformed', 'list', 'text', 'emptyObject', 'empty'] as const;

export interface VainStep extends Step {
  readonly kind: 'vain';
  readonly operation: OperationId;
  readonly by?: (typeof senders)[number];
  readonly method?: (typeof methods)[number];
  readonly body?: (typeof bodies)[number];
}

export function allowsVain({ setting: { target }, customers, transactions }: World, step: VainStep): boolean {
  const { operation, by } = step;
  const [area = ''] = operation.split('.');
  if (area !== 'customers' && target.features[area] !== true) return false;
  if (by === 'member' && (target.auth.member === undefined || area !== 'periods')) return false;
  if (operation === 'transactions.change') return transactions.size > 0;
  return !operation.endsWith('.change') || area === 'periods' || customers.length > 0;
}

export async function inVain(world: World, step: VainStep): Promise<void> {
  const { operation, by = 'administrator', method, body } = step;
  const { path } = operations[operation];
  if (operation.endsWith('.list')) {
    const answer = await send(world, by, { method: 'GET', path: `${path}?limit_rows=3` });
    requireRefused(answer, step);
    return;
  }
  const attempt = async (): Promise<Answer> => {
    const change = changeOf(world, step);
    const isDeletion = method === 'DELETE';
    const id = operation === 'customers.change' ? world.customers[0] : [...world.transactions.keys()][0];
    const narrow = isDeletion
      ? `?id=${String(operation === 'periods.change' ? world.setting.unknownId(880) : id)}`
      : '';
    return send(world, by, {
      method: method ?? 'POST',
      path: `${path}${narrow}`,
      body: bodyOf(change, body),
    });
  };
  if (operation === 'periods.change') {
    const periods = await periodsIn(world);
    const before = periods.now;
    const answer = await periods.attempt(attempt);
    requireRefused(answer, step);
    await world.settled(async () => {
      const [change] = changesBetween(rowsOf(before), rowsOf(await periods.look()));
      if (change !== undefined)
        throw new Differs(groupOf(step), `It is tried in vain, and changes the list: ${change}.`);
    });
    return;
  }
  const answer = await attempt();
  requireRefused(answer, step);
  const charge = (): string => groupOf(step);
  if (operation === 'transactions.change') {
    const buyers = [...new Set(world.transactions.values())].slice(0, 3);
    const hidden = [...world.transactions].flatMap(([id, customer]) =>
      buyers.includes(customer) ? [] : [id],
    );
    const paths = buyers.map((id) => `${path}?customer_id=${String(id)}&limit_rows=500`);
    world.model = await world.look('transactions', [world.model], { paths, hidden }, charge);
    return;
  }
  world.model = await world.look(
    'customers',
    [world.model],
    { paths: [window, byIds(world.customers)] },
    charge,
  );
}

/** A change that would be right, and leave a trace. */
function changeOf(world: World, { operation, method }: VainStep): unknown {
  const { customers, transactions, setting, periods } = world;
  if (operation === 'customers.change') {
    const [id] = customers;
    if (method === 'DELETE') return { delete: [id] };
    const name = world.named('in vain');
    return method === 'PATCH'
      ? { update: [{ id, updated_at: setting.now() + 60, name }] }
      : {
          add: [
            {
              name,
              next_date: secondsOf('next', { slot: 0, seconds: 0 }),
              created_at: secondsOf('created', { slot: 0, seconds: 0 }),
            },
          ],
        };
  }
  if (operation === 'transactions.change') {
    const [[id, customer] = [0, 0]] = transactions;
    if (method === 'DELETE') return { delete: [id] };
    const comment = world.named('in vain');
    return method === 'PATCH'
      ? { update: [{ transaction_id: id, comment }] }
      : { add: [{ customer_id: customer, date: 1_500_000_000, price: 77, comment }] };
  }
  const now = periods?.now ?? [];
  const [first, ...others] = now;
  const color = palette.find((one) => !now.some((period) => period.color === one)) ?? palette[0];
  return { update: [...(first ? [{ ...entryOf(first), color }] : []), ...others.map(entryOf)] };
}

function bodyOf(change: unknown, sort: VainStep['body']): string {
  const text = JSON.stringify(change);
  switch (sort) {
    case 'malformed':
      return text.slice(0, -1);
    case 'list':
      return JSON.stringify([change]);
    case 'text':
      return JSON.stringify(text);
    case 'emptyObject':
      return '{}';
    case 'empty':
      return '';
    case undefined:
      return text;
  }
}

function send(
  world: World,
  as: Sender,
  message: { method: string; path: string; body?: string },
): Promise<Answer> {
  return world.send(world.asked(as, message.method, message.path, message.body), true);
}

function statusesOf({ by, method, body }: VainStep): readonly number[] {
  if (by === 'member') return [403];
  if (by !== undefined) return [401];
  if (method !== undefined) return [400, 404, 405, 501];
  return body === 'empty' || body === 'emptyObject' ? [200, 204, 400] : [400];
}

/** Credentials, rights, paths, methods and the rate have statuses of their own. */
const SAYING_ELSE: readonly number[] = [401, 403, 404, 405, 429];

function requireRefused(answer: Answer, step: VainStep): void {
  const statuses = statusesOf(step);
  const isLeak = step.by !== undefined && (answer.exchange.response?.body ?? '').includes('_embedded');
  // With which status a body is refused is left open, where it is not one that says something else.
  const isOtherRefusal =
    statuses.includes(400) &&
    answer.status > 400 &&
    answer.status < 500 &&
    !SAYING_ELSE.includes(answer.status);
  if ((statuses.includes(answer.status) || isOtherRefusal) && !isLeak) return;
  throw new Differs(
    groupOf(step),
    `Status ${statuses.join(' or ')} expected, and the answer was ${inWords(answer)}`,
  );
}

function groupOf({ operation, by, method, body }: VainStep): string {
  if (by === 'member') return `periods.rights.${operation === 'periods.list' ? 'read' : 'write'}`;
  if (by !== undefined) return `protocol.credentials.${by === 'nobody' ? 'missing' : 'wrong'}.${operation}`;
  if (method !== undefined) return `protocol.method.${operation}`;
  return `protocol.body.${body === 'list' || body === 'text' ? 'wrongType' : String(body)}.${operation}`;
}
