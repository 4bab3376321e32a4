import type { PeriodInput } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { palette } from '../../spec/source-rows.ts';
import { entryOf, inOrder, rowsOf, type Period } from '../../target/amocrm/period.ts';
import type { Answer } from '../../target/answer.ts';
import { changesBetween } from '../../target/rows.ts';
import type { Scenario } from '../support/scenario.ts';
import { withPeriods } from './with-periods.ts';

const { path } = operations['periods.change'];

type Role = 'red' | 'fiveDigits' | 'zeroDays' | 'negativeDays' | 'unknownId' | 'member';

/** The connection over which the administrator sends what is wrong, and then a member what is right. */
const REFUSING = 'refused periods';

/** A list that the target has to refuse: the answer, and what became of it all the same. */
interface Turned {
  readonly answer: Answer;
  readonly changes: readonly string[];
}

/** A complete list that is wrong in its last entry, or sent by somebody without the right to. */
interface Case {
  readonly entries: readonly PeriodInput[];
  /** Days and a colour that no other list carries, in words: whatever is stored of this one shows one of them. */
  readonly marks: readonly string[];
}

/** Lists that have to be refused, one after the other; then one look at what became of them. */
export const refused = {
  name: 'periods: refused ones',
  play(setting) {
    return withPeriods(setting, async (periods) => {
      const cases = casesFor(periods.found, setting.unknownId(71));
      const send = (role: Role, as: 'administrator' | 'member' = 'administrator'): Promise<Answer> => {
        const { entries } = cases[role];
        const isEdit = entries.length === periods.found.length;
        const options = { invalid: true, ...(isEdit && { connection: REFUSING }) };
        return periods.attempt(() => setting.caller(as).post(path, { update: entries }, options));
      };
      const answers = {
        red: await send('red'),
        fiveDigits: await send('fiveDigits'),
        zeroDays: await send('zeroDays'),
        negativeDays: await send('negativeDays'),
        unknownId: await send('unknownId'),
      };
      const toMember = setting.target.auth.member ? await send('member', 'member') : null;
      const changes = changesBetween(rowsOf(periods.found), rowsOf(await periods.look()));
      const turned = (role: Role, answer: Answer): Turned => ({
        answer,
        changes: changes.filter((change) => !isAnothers(change, role, cases)),
      });
      return {
        red: turned('red', answers.red),
        fiveDigits: turned('fiveDigits', answers.fiveDigits),
        zeroDays: turned('zeroDays', answers.zeroDays),
        negativeDays: turned('negativeDays', answers.negativeDays),
        unknownId: turned('unknownId', answers.unknownId),
        /** null where the target file names no member */
        member: toMember && turned('member', toMember),
      };
    });
  },
} satisfies Scenario<unknown>;

/** The first entry of each list bears marks of its own; the last one does too, and is what is wrong with it. */
function casesFor(found: readonly Period[], unknownId: number): Record<Role, Case> {
  const unused = palette.filter((color) => !found.some((period) => period.color === color));
  const good = inOrder(found).map(entryOf);
  const marked = (place: number, wrong: Partial<PeriodInput>, entries = good): Case => {
    const period = 801 + place;
    const color = unused[place] ?? palette[place] ?? '';
    const last = entries.length - 1;
    return {
      entries: entries.map((entry, index) => ({
        ...entry,
        ...((index === 0 || index === last) && { period, color }),
        ...(index === last && wrong),
      })),
      marks: [` ${period} days,`, `, ${color},`],
    };
  };
  const stranger = { id: unknownId, period: 5, color: palette[0], sort: good.length + 100 };
  return {
    red: marked(0, { color: 'red' }),
    fiveDigits: marked(1, { color: '#12345' }),
    zeroDays: marked(2, { period: 0 }),
    negativeDays: marked(3, { period: -5 }),
    unknownId: marked(4, {}, [...good, stranger]),
    member: marked(5, {}),
  };
}

/** Whether what became of a period bears a mark of another list than that of the role. */
function isAnothers(change: string, role: Role, cases: Record<Role, Case>): boolean {
  const [, became = change] = change.split(' became ');
  return Object.entries(cases).some(
    ([name, { marks }]) => name !== role && marks.some((mark) => became.includes(mark)),
  );
}
