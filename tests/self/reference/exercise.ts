import type { assembled } from '../../../reference/assembly.ts';
import { type CoreResponse, wireBody } from '../../../reference/core/handler.ts';
import { Contract } from '../../../spec/contract/contract.ts';
import { type OperationId, operationOf } from '../../../spec/operations.ts';
import { customers, ids, inProcess, member, periods, transactions } from './in-process.ts';

type Answer = readonly [operation: OperationId | null, response: CoreResponse, asked: string];

const contract = Contract.load();

const full = {
  name: 'Full',
  next_date: 1_800_000_000,
  updated_at: 100,
  tags: 'a, b',
  contacts_id: ids.contacts,
  company_id: ids.companies[0],
  period_id: ids.afterPeriod,
  custom_fields: [
    { id: ids.text, values: [{ value: 'x' }] },
    { id: ids.multiselect, values: ['3692471'] },
    { id: ids.address, values: [{ value: '020', subtype: 'zip' }] },
  ],
};

/** Uses everything, and some of it wrongly, so that whatever is done otherwise is seen in an answer. */
export function exercised({ core, state }: Pick<ReturnType<typeof assembled>, 'core' | 'state'>) {
  const answers: Answer[] = [];
  const account = inProcess({}, (before, request) => {
    const reply = core(before, request);
    answers.push([operationOf(request.method, request.path), reply.response, request.body]);
    return reply;
  });
  account.state = state;
  const newest = (kind: 'customers' | 'transactions') => [...account.state[kind].keys()].at(-1) ?? 0;
  const bare = { name: 'Bare', next_date: 1 };
  for (const name of ['long'.repeat(64), 'long'.repeat(40), 'two\nlines', 'behind it '])
    account.post(customers, { add: [{ ...bare, name }] });
  account.post(customers, { add: [{ ...bare, next_price: 2 ** 31 }] });

  account.get('/api/v2/account');
  account.get(`${customers}?filter[date][type]=create&filter[date][to]=20.10.2017`);
  account.get(`${customers}?limit_rows=501`);
  account.post(customers, { add: [full, ...Array.from({ length: 60 }, () => bare), full] });
  const id = newest('customers');
  account.get(`${customers}?id=${Array.from({ length: 60 }, (_, index) => id - index).join(',')}`);
  for (const updated_at of [99, 100, 101]) account.post(customers, { update: [{ id, updated_at }] });
  const update = [{ id, updated_at: 200 }];
  account.post(customers, { add: [bare, { name: 'Bad' }], update: [...update, { id: 7, updated_at: 1 }] });
  account.post(customers, { add: [bare], update, delete: [id - 1] });
  account.post(customers, { delete: [id - 1] });
  account.post(customers, { delete: `${id - 2},${id - 3}` });
  account.post(transactions, { add: [{ customer_id: id }, { customer_id: id }] });
  account.post(transactions, { add: [{ customer_id: 1 }] });
  const transaction_id = newest('transactions');
  account.post(transactions, { update: [{ transaction_id, comment: 'x' }] });
  account.post(transactions, { update: [{ transaction_id, comments: 'y' }] });
  account.post(`${transactions}/`, { update: [{ transaction_id, comments: 'z' }] });
  account.post(transactions, { delete: [transaction_id] });
  for (const path of [customers, transactions]) {
    account.post(path, {});
    for (const query of [
      '',
      '?id=7',
      '?limit_rows=x',
      '?limit_rows=5',
      '?limit_offset=1',
      `?id=${id},${transaction_id - 1}`,
    ])
      account.get(path + query);
  }
  const list = [...state.periods.values()].map(({ type: _, ...period }) => period);
  const added = { period: '4', color: '#000000', sort: '9' };
  account.post(periods, { update: [...list, added] });
  account.post(periods, { update: [...list, added, added] });
  account.post(periods, { update: [...list.slice(1), added] });
  account.post(periods, { update: list.map((period) => ({ ...period, period: 3 })) });
  account.post(periods, { update: [...list, { ...added, id: 1 }] });
  account.post(periods, {});
  account.get(periods);
  account.send('GET', periods, { headers: member });
  account.send('POST', customers, { headers: member, body: JSON.stringify({ add: [bare] }) });
  account.send('GET', customers, { headers: {} });
  account.send('GET', transactions, { headers: {} });
  account.send('POST', customers, { body: '{' });
  account.send('PUT', customers);
  return answers;
}

/** Requirements that the contract charges answers with, each once. */
export function chargesOn(answers: readonly Answer[]): readonly string[] {
  const violations = answers.flatMap(([operation, response, asked]) => {
    if (operation === null) return [];
    const body = wireBody(response) ?? '';
    return contract.judge({ ...response, operation, side: 'response', body, asked }).violations;
  });
  return [...new Set(violations.map(({ requirement }) => requirement))];
}
