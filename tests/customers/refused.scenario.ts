import type { CustomerAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { itemsOf, refusalOf, type Answer, type Item, type Refusal } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { createdAround } from './adding.ts';
import { reservedDays } from './reserved-days.ts';

const { path } = operations['customers.change'];

/** A customer that the target has to refuse: the answer, and what of it is stored all the same. */
export interface Refused {
  readonly answer: Answer;
  readonly by: Refusal;
  readonly stored: readonly Item[];
}

/**
 * Customers that lack something or refer to what does not exist, each sent alone. All claim to be created on one
 * day, which is listed afterwards; a good customer of the same day proves that the list shows what is stored.
 */
export const refused = {
  name: 'customers: refused ones',
  async play({ calendar, caller, marker, unknownId }) {
    const day = calendar.created(reservedDays.refused);
    const next = calendar.next(reservedDays.refused).noon;
    const administrator = caller('administrator');
    const customer = (label: string, order: number, fields: Partial<CustomerAdd> = {}): CustomerAdd => ({
      name: `${marker} refused ${label}`,
      next_date: next + order,
      created_at: day.noon,
      ...fields,
    });
    const { name: _name, ...withoutName } = customer('without name', 1);
    const { next_date: _next, ...withoutNextDate } = customer('without next date', 2);
    const control = customer('control', 7);

    const cases = {
      withoutName: { sent: withoutName, invalid: true },
      withoutNextDate: { sent: withoutNextDate, invalid: true },
      unknownContact: {
        sent: customer('unknown contact', 3, { contacts_id: [unknownId(31)] }),
        invalid: false,
      },
      unknownCompany: { sent: customer('unknown company', 4, { company_id: unknownId(32) }), invalid: false },
      unknownPeriod: { sent: customer('unknown period', 5, { period_id: unknownId(33) }), invalid: false },
      unknownCustomField: {
        sent: customer('unknown custom field', 6, {
          custom_fields: [{ id: unknownId(34), values: [{ value: 'x' }] }],
        }),
        invalid: false,
      },
    };
    const answers = new Map<string, Answer>();
    for (const [role, { sent, invalid }] of Object.entries(cases)) {
      answers.set(role, await administrator.post(path, { add: [sent] }, { invalid }));
    }
    await administrator.post(path, { add: [control] });
    const listed = itemsOf(await administrator.get(path, createdAround(day)));
    if (!listed.some(({ name }) => name === control.name)) {
      throw prerequisiteFailed(
        'customers.list.filter.date.create.range',
        'A customer stored for comparison is not listed.',
      );
    }
    const outcome = (role: keyof typeof cases): Refused => {
      const sent: Partial<CustomerAdd> = cases[role].sent;
      const answer = answers.get(role);
      if (!answer) throw new Error(`The case ${role} was not sent.`);
      return {
        answer,
        by: refusalOf(answer),
        stored: listed.filter(
          ({ name, next_date }) => name === (sent.name ?? NaN) || next_date === (sent.next_date ?? NaN),
        ),
      };
    };
    return {
      withoutName: outcome('withoutName'),
      withoutNextDate: outcome('withoutNextDate'),
      unknownContact: outcome('unknownContact'),
      unknownCompany: outcome('unknownCompany'),
      unknownPeriod: outcome('unknownPeriod'),
      unknownCustomField: outcome('unknownCustomField'),
    };
  },
} satisfies Scenario<Record<string, Refused>>;
