import type { CustomerAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { at, inWords, itemsOf, refusalOf, type Answer, type Item } from '../../target/answer.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { createdAround } from './adding.ts';
import { reservedDays } from './reserved-days.ts';
import { SharedBatch } from './shared-batch.ts';

const { path } = operations['customers.change'];

/** What is wrong with a customer: a field that it lacks, or what it is sent with. */
interface Wrong {
  readonly lacks?: 'name' | 'next_date';
  readonly sends?: Partial<CustomerAdd>;
}

/** A customer that the target has to refuse: the answer, and what of it is stored all the same. */
export interface Refused {
  readonly answer: Answer;
  readonly stored: readonly Item[];
}

/**
 * Customers that lack something or refer to what does not exist, each sent alone. All claim to be created on one
 * day, which is listed afterwards; a good customer of the same day proves that the list shows what is stored.
 */
export const refused = new SharedBatch<Wrong, Refused>({
  name: 'customers: refused ones',
  plain: {},
  async play({ calendar, caller, marker }, members) {
    const day = calendar.created(reservedDays.refused);
    const next = calendar.next(reservedDays.refused).noon;
    const administrator = caller('administrator');
    const cases = Object.entries(members).map(([label, { lacks, sends = {} }], index) => {
      const customer = {
        name: `${marker} refused ${label}`,
        next_date: next + index + 1,
        created_at: day.noon,
        ...sends,
      };
      const sent: Partial<CustomerAdd> = Object.fromEntries(
        Object.entries(customer).filter(([field]) => field !== lacks),
      );
      return { label, sent, invalid: lacks !== undefined };
    });

    const answers: (readonly [(typeof cases)[number], Answer])[] = [];
    for (const one of cases) {
      const { sent, invalid } = one;
      answers.push([one, await administrator.post(path, { add: [sent] }, { invalid })]);
    }
    const control = { name: `${marker} refused control`, next_date: next, created_at: day.noon };
    await administrator.post(path, { add: [control] });
    const listed = itemsOf(await administrator.get(path, createdAround(day)));

    restsOn(
      ['customers.list.filter.date.create.range', 'customers.add.single'],
      listed.some(({ name }) => name === control.name),
      'A customer stored for comparison is not listed.',
    );
    const storedOf = ({ name = NaN, next_date = NaN }: Partial<Record<string, unknown>>) =>
      listed.filter((item) => item['name'] === name || item['next_date'] === next_date);
    return Object.fromEntries(
      answers.map(([{ label, sent }, answer]) => [label, { answer, stored: storedOf({ ...sent }) }]),
    );
  },
});

/** A batch of four: the second customer has no name, the last no next date. */
export const partlyBad = {
  name: 'customers: a partly bad batch',
  async play({ payloads, calendar, caller, marker }) {
    const day = calendar.created(reservedDays.partlyBad);
    const administrator = caller('administrator');
    const customer = (label: string, order: number) =>
      payloads.customer(label, {
        name: `${marker} of a partly bad batch: ${label}`,
        created_at: day.noon,
        next_date: calendar.next(reservedDays.partlyBad).noon + order,
      });
    const [first, last] = [customer('first good', 1), customer('last good', 2)];
    const { name: _name, ...nameless } = customer('nameless', 3);
    const { next_date: _date, ...dateless } = customer('dateless', 4);
    const answer = await administrator.post(
      path,
      { add: [first, nameless, last, dateless] },
      { invalid: true },
    );
    const listed = itemsOf(await administrator.get(path, createdAround(day)));
    const storedGood = listed.filter(({ name }) => name === first.name || name === last.name).length;
    const storedBad = listed.filter(
      ({ name, next_date }) => next_date === nameless.next_date || name === dateless.name,
    ).length;
    const errors = at(answer.body, '_embedded', 'errors');
    return {
      answer: inWords(answer),
      refused: refusalOf(answer) === 'status',
      acknowledged: answer.status === 200 ? itemsOf(answer).length : 0,
      hasErrors: typeof errors === 'object' && errors !== null && Object.keys(errors).length > 0,
      storedGood,
      storedBad,
    };
  },
} satisfies Scenario<unknown>;

type PartlyBad = Awaited<ReturnType<typeof partlyBad.play>>;

/** Which of the permitted ways the target takes; null when it takes none of them. */
export function sideOf(batch: PartlyBad): 'whole' | 'partial' | null {
  if (batch.refused && batch.storedGood === 0 && batch.storedBad === 0) return 'whole';
  const partial =
    batch.acknowledged === 2 && batch.hasErrors && batch.storedGood === 2 && batch.storedBad === 0;
  return partial ? 'partial' : null;
}
