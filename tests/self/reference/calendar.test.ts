import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, endOf, startOf } from '../../../reference/core/calendar.ts';
import { Refusal } from '../../../reference/core/refusal.ts';
import { createState } from '../../../reference/core/seed.ts';
import { inProcess } from './in-process.ts';

test('a day begins at midnight of its zone', () => {
  const day = { year: 2017, month: 10, day: 10 };
  assert.equal(startOf(day, 'Europe/Moscow'), Date.UTC(2017, 9, 9, 21) / 1000);
  assert.equal(startOf(day, 'UTC'), Date.UTC(2017, 9, 10) / 1000);
  assert.equal(startOf(day, 'America/New_York'), Date.UTC(2017, 9, 10, 4) / 1000);
  assert.equal(endOf(day, 'Pacific/Kiritimati'), Date.UTC(2017, 9, 10, 10) / 1000);
});

test('days on which clocks change are 23 and 25 hours long', () => {
  const hours = [
    { year: 2024, month: 3, day: 31 },
    { year: 2024, month: 10, day: 27 },
    { year: 2024, month: 12, day: 31 },
  ].map((day) => (endOf(day, 'Europe/Berlin') - startOf(day, 'Europe/Berlin')) / 3600);

  assert.deepEqual(hours, [23, 25, 24]);
});

test('only days that exist, as DD.MM.YYYY, are read', () => {
  assert.deepEqual(dayOf('29.02.2024', 'from'), { year: 2024, month: 2, day: 29 });
  const noDays = ['29.02.2023', '00.01.2023', '12.13.2023', '1.1.2023', '2023-01-01', ' 01.01.2023', '', 5];
  for (const text of noDays) assert.throws(() => dayOf(text, 'from'), Refusal, String(text));
});

test('the offset of an account is that of its time zone on the day', () => {
  const offset = (timezone: string, now: number): unknown => {
    const account = Object.assign(inProcess(), { state: createState({ timezone }), now });
    return (account.get('/api/v2/account').body as { timezone_offset: string }).timezone_offset;
  };
  const [winter, summer] = [1_704_067_200, 1_720_000_000];

  assert.deepEqual([offset('Europe/Moscow', winter), offset('UTC', winter)], ['+03:00', '+00:00']);
  assert.deepEqual([offset('Europe/Berlin', winter), offset('Europe/Berlin', summer)], ['+01:00', '+02:00']);
});
