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

/** Batches with customers that lack a name or a next date: one begins with a good customer, the other with a bad one. */
export const partlyBad = {
  name: 'customers: partly bad batches',
  async play({ payloads, calendar, caller, marker }) {
    const day = calendar.created(reservedDays.partlyBad);
    const administrator = caller('administrator');
    const customer = (label: string, order: number) =>
      payloads.customer(label, {
        name: `${marker} of a partly bad batch: ${label}`,
        created_at: day.noon,
        next_date: calendar.next(reservedDays.partlyBad).noon + order,
      });
    const [first, last, behind] = [
      customer('first good', 1),
      customer('last good', 2),
      customer('behind a bad one', 5),
    ];
    const { name: _name, ...nameless } = customer('nameless', 3);
    const { next_date: _date, ...dateless } = customer('dateless', 4);
    const { name: _noName, ...leading } = customer('leading', 6);
    const batches: readonly Mixed[] = [
      { add: [first, nameless, last, dateless], good: [first, last] },
      { add: [leading, behind], good: [behind] },
    ];

    const answers: Answer[] = [];
    for (const { add } of batches) answers.push(await administrator.post(path, { add }, { invalid: true }));
    const listed = itemsOf(await administrator.get(path, createdAround(day)));

    const isStored = ({ name = NaN, next_date = NaN }: Readonly<Record<string, unknown>>): boolean =>
      listed.some((item) => item['name'] === name || item['next_date'] === next_date);
    return batches.map(({ add, good }, index): PartlyBad => {
      const answer = answers[index];
      const errors = at(answer?.body, '_embedded', 'errors');
      const isBad = (one: Partial<CustomerAdd>): boolean => !good.some((other) => other === one);
      return {
        answer: answer ? inWords(answer) : 'none',
        refused: answer !== undefined && refusalOf(answer) === 'status',
        acknowledged: answer?.status === 200 ? itemsOf(answer).length : 0,
        hasErrors: typeof errors === 'object' && errors !== null && Object.keys(errors).length > 0,
        good: good.length,
        storedGood: good.filter((one) => isStored({ ...one })).length,
        storedBad: add.filter((one) => isBad(one) && isStored({ ...one })).length,
      };
    });
  },
} satisfies Scenario<readonly PartlyBad[]>;

/** A batch, and what of it is good. */
interface Mixed {
  readonly add: readonly Partial<CustomerAdd>[];
  readonly good: readonly Partial<CustomerAdd>[];
}

/** What became of a batch. */
interface PartlyBad {
  readonly answer: string;
  readonly refused: boolean;
  readonly acknowledged: number;
  readonly hasErrors: boolean;
  /** How many of its customers were good. */
  readonly good: number;
  readonly storedGood: number;
  readonly storedBad: number;
}

/** Which of the permitted ways the target takes; null when it takes none of them. */
export function sideOf(batch: PartlyBad): 'whole' | 'partial' | null {
  const { refused, acknowledged, hasErrors, good, storedGood, storedBad } = batch;
  if (storedBad > 0) return null;
  if (refused && storedGood === 0) return 'whole';
  return acknowledged === good && hasErrors && storedGood === good ? 'partial' : null;
}
