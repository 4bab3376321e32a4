import { operations } from '../../spec/operations.ts';
import type { Answer } from '../../target/answer.ts';
import { changesBetween } from '../../target/rows.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import type { Kind } from './controls.scenario.ts';
import { onGround, type Change, type Ground } from './grounds.ts';

/** Requests of one sort, which must not be carried out. */
interface Attempt {
  /** What they would leave behind bears one of these in its name. */
  readonly marks: readonly string[];
  readonly send: readonly (() => Promise<Answer>)[];
}

/** What came of them. */
export interface Outcome {
  readonly answers: readonly Answer[];
  /** What they changed all the same, a sentence each. */
  readonly changes: readonly string[];
}

/** None of this is for the contract to judge: it is all meant to be refused. */
const invalid = true;

/** Changes that are right in themselves, sent without credentials and with wrong ones. */
export const credentials = attemptsOn('credentials', ({ path, adding }, { caller }) => ({
  missing: {
    marks: ['sent without credentials'],
    send: [() => caller('nobody').post(path, adding('sent without credentials'), { invalid })],
  },
  wrong: {
    marks: ['sent with wrong credentials'],
    send: [() => caller('stranger').post(path, adding('sent with wrong credentials'), { invalid })],
  },
}));

/** Bodies that are broken, or hold nothing: the broken ones hold a change that a careless reader would find. */
export const bodies = attemptsOn('bodies', ({ path, adding }, { caller }) => {
  const post = (body: () => string) => () =>
    caller('administrator').send({ method: 'POST', path, body: body(), invalid });
  return {
    malformed: {
      marks: ['cut short'],
      send: [post(() => JSON.stringify(adding('cut short')).slice(0, -1))],
    },
    wrongType: {
      marks: ['in a list', 'in a text'],
      send: [
        post(() => JSON.stringify([adding('in a list')])),
        post(() => JSON.stringify(JSON.stringify(adding('in a text')))),
      ],
    },
    emptyObject: { marks: [], send: [post(() => '{}')] },
    empty: { marks: [], send: [post(() => '')] },
  };
});

/** Methods that the document does not name, each with what it stands for elsewhere. */
export const methods = attemptsOn('methods', ({ path, adding, editing, deleting, narrowing }, { caller }) => {
  const send = (method: string, target: string, body: () => unknown) => () =>
    caller('administrator').send({ method, path: target, body: JSON.stringify(body()), invalid });
  return {
    all: {
      marks: ['sent by PUT', 'sent by PATCH'],
      send: [
        send('PUT', path, () => adding('sent by PUT')),
        send('PATCH', path, () => editing('sent by PATCH')),
        send('DELETE', `${path}${narrowing}`, deleting),
      ],
    },
  };
});

/** For each operation a scenario that tries in vain to change something, and then looks what became of it. */
function attemptsOn<Sort extends string>(
  kind: Kind,
  attempts: (ground: Ground, setting: Setting) => Readonly<Record<Sort, Attempt>>,
): Readonly<Record<Change, Scenario<Record<Sort, Outcome>>>> {
  const on = (operation: Change): Scenario<Record<Sort, Outcome>> => ({
    name: `protocol: ${kind} at ${operations[operation].path}`,
    play: (setting) =>
      onGround(operation, kind, setting, (ground) => tried(ground, attempts(ground, setting))),
  });
  return {
    'customers.change': on('customers.change'),
    'transactions.change': on('transactions.change'),
    'periods.change': on('periods.change'),
  };
}

async function tried<Sort extends string>(
  ground: Ground,
  attempts: Readonly<Record<Sort, Attempt>>,
): Promise<Record<Sort, Outcome>> {
  const sorts = Object.entries<Attempt>(attempts);
  const outcomes: [string, Outcome][] = [];
  let known = ground.known;
  for (const group of lookedAtTogether(sorts, ground)) {
    const answered: [string, readonly Answer[]][] = [];
    for (const [sort, { send }] of group) {
      const answers: Answer[] = [];
      for (const one of send) answers.push(await ground.act(one));
      answered.push([sort, answers]);
    }
    const now = await ground.look();
    const changes = changesBetween(known, now);
    for (const [sort, answers] of answered)
      outcomes.push([
        sort,
        { answers, changes: changes.filter((change) => !isAnothers(change, sort, group)) },
      ]);
    known = now;
  }
  return Object.fromEntries(outcomes) as Record<Sort, Outcome>;
}

/** The sorts in their order, cut behind each after which there has to be a look. */
function lookedAtTogether(
  sorts: readonly (readonly [string, Attempt])[],
  { fleeting }: Ground,
): readonly (typeof sorts)[] {
  const ends = sorts.flatMap(([, { marks }], index) =>
    index === sorts.length - 1 || (fleeting && marks.length === 0) ? [index + 1] : [],
  );
  return ends.map((end, index) => sorts.slice(ends[index - 1] ?? 0, end));
}

/** Whether a change bears the mark of another sort, or none, where those of another sort have none. */
function isAnothers(change: string, sort: string, sorts: readonly (readonly [string, Attempt])[]): boolean {
  const bears = (marks: readonly string[]): boolean => marks.some((mark) => change.includes(`${mark}"`));
  const own = sorts.find(([name]) => name === sort)?.[1].marks ?? [];
  const others = sorts.filter(([name]) => name !== sort).map(([, { marks }]) => marks);
  return others.some((marks) => bears(marks) || (marks.length === 0 && own.length > 0 && !bears(own)));
}
