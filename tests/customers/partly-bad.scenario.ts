import { operations } from '../../spec/operations.ts';
import { at, inWords, itemsOf, refusalOf } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { createdAround } from './adding.ts';
import { reservedDays } from './reserved-days.ts';

const { path } = operations['customers.change'];

/** A batch of three whose second customer has no name. */
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
    const { name: _name, ...bad } = customer('bad', 3);
    const answer = await administrator.post(path, { add: [first, bad, last] }, { invalid: true });
    const listed = itemsOf(await administrator.get(path, createdAround(day)));
    const storedGood = listed.filter(({ name }) => name === first.name || name === last.name).length;
    const storedBad = listed.filter(({ next_date }) => next_date === bad.next_date).length;
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
