/**
 * What a run must never do, and who tries to make it: each row names the test that plays it. In all of them the whole
 * account is compared, before and after.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

type Player = 'server' | 'line' | 'file' | 'signal' | 'user' | 'machine';

/** What must not happen, who plays it, and in which test: its file, and its title as it stands there. */
const trials: readonly (readonly [string, Player, string, string])[] = [
  ['an acknowledged id is taken for the run’s own', 'server', 'network/lies', 'assertUntouched(lie)'],
  ['the same with every claim', 'server', 'network/lies.slow', 'assertUntouched(lie, { claims, atOnce: 4 })'],
  ['the same by twenty seeds', 'line', 'network/lies.slow', 'by any seed'],
  ['a sweep deletes what a journal names', 'file', 'sweep/journals', 'that names records of others'],
  [
    'what is in doubt after an odd acknowledgement stays',
    'server',
    'network/odd-answers.ts',
    'to some of the changes',
  ],
  ['an id that is used again is deleted', 'server', 'network/lies.slow', 'gets none of the others touched'],
  [
    'periods are destroyed by a list that hides them',
    'server',
    'periods/account-periods',
    'nothing is ever sent',
  ],
  [
    'a bystander is changed unseen',
    'server',
    'customers/bystanders',
    'a customer of others, while a run goes on',
  ],
  [
    'an earlier report is told',
    'signal',
    'cli/own-reports',
    'reports that it was interrupted, and has sent nothing',
  ],
  ['two runs share an output', 'user', 'cli/usage', 'an output that another run is at work on'],
  ['a wrong line looks like a verdict', 'user', 'cli/usage', 'before the first request ends with 2'],
  [
    'a broken suite looks like a verdict',
    'machine',
    'cli/broken',
    'ends with 4, and says that it tells nothing',
  ],
  [
    'something passes that nobody saw',
    'server',
    'network/idle',
    'passes nothing for want of anything to judge',
  ],
  [
    'prerequisites stand in a circle',
    'server',
    'customers/date-filters.slow',
    'fails the filters and nothing else',
  ],
  ['what could not be judged is nobody’s fault', 'server', 'reports/roots', 'is an error of the suite where'],
  [
    'others are blamed without a look',
    'server',
    'customers/date-filters.slow',
    'fails the filters and nothing else',
  ],
  ['an answer of another request is judged', 'line', 'network/strays', 'is not held against the target'],
  ['a doubled answer is judged', 'line', 'network/odd-answers', 'when the next request may be on its way'],
  ['a stale answer of a cache is judged', 'line', 'network/strays', 'is asked past as soon as it shows'],
  ['a login page in the middle is judged', 'line', 'network/strays', 'is asked past'],
  ['a server that mixes up is excused', 'server', 'network/mixed-up', 'on a connection is nonconformant'],
  ['a certificate proves too much', 'file', 'cli/verify', 'ends with 1 for'],
  ['a failed run is taken for a certificate', 'file', 'cli/gate', 'stays shut for'],
  [
    'a server of a matrix outlives it',
    'signal',
    'cli/matrix.slow',
    'leaves no server behind when it is ended by',
  ],
  ['a signature is by another job', 'file', 'cli/keyless', 'does not verify, nor open the gate'],
  [
    'a page shows another verdict than it was made of',
    'file',
    'cli/statement',
    'is held against the statement',
  ],
  [
    'plan and doctor differ over a mistyped host',
    'file',
    'cli/plan',
    'name a mistyped host of allowWrites alike',
  ],
  ['a full disk keeps the account from being put back', 'machine', 'cli/signals.slow', 'with no room left'],
  ['a folder that is gone does', 'machine', 'cli/signals.slow', 'with its folder gone'],
  ['a signal to the group does', 'signal', 'cli/signals.slow', 'to its whole group'],
  ['a time limit does', 'signal', 'cli/signals.slow', 'by a time limit around it'],
  ['a closed output does', 'signal', 'cli/signals.slow', 'by whoever reads its output and has read enough'],
  ['a kill leaves what no sweep finds', 'signal', 'sweep/kills.ts', 'killAndSweep'],
  ['a limit of the rate never ends', 'server', 'network/refusals.ts', 'that never ends stops the run'],
  [
    'Ctrl-C waits for a limit',
    'signal',
    'network/interrupted.slow',
    'ends it within the time of one request',
  ],
  [
    'a list without an end is read for ever',
    'server',
    'network/troubles.slow',
    'where a list has no end stops looking',
  ],
  ['one bad answer breaks tidying off', 'server', 'network/cleaning', 'leaves nothing else behind'],
  ['an answer trickles for ever', 'server', 'network/slow-answers.ts', 'from somewhere on for ever'],
  ['a damaged journal is done with', 'file', 'sweep/journals', 'is kept, and nothing is called swept'],
  [
    'a run at work is not seen',
    'machine',
    'network/cleaning',
    'that is at work keeps this one from beginning',
  ],
  ['a run at work is swept away', 'machine', 'sweep/other-runs', 'leaves what a living one may hold'],
  ['answers take all the memory', 'server', 'network/troubles.slow', 'are kept as long as there is room'],
  ['only its own user can run the suite', 'machine', 'cli/elsewhere.slow', 'another user, who may not write'],
  ['others can read what a run writes', 'machine', 'cli/elsewhere', 'nobody else can read what a run writes'],
  [
    'what is printed can’t be pasted',
    'user',
    'cli/pasted.slow',
    'pasted into a shell, what is printed works',
  ],
  [
    'a secret is told in disguise',
    'server',
    'target/redaction',
    'holds no secret in any spelling, in any byte',
  ],
  ['the hint after a kill is wrong', 'signal', 'cli/pasted.slow', 'after a kill: sweep, then resume'],
];

for (const [harm, player, place, title] of trials) {
  test(`a ${player} tries it: ${harm}`, () => {
    const name = place.endsWith('.ts') ? place : `${place}.test.ts`;
    const file = fileURLToPath(new URL(name, import.meta.url));

    assert.ok(existsSync(file), `${name} is there`);
    assert.ok(readFileSync(file, 'utf8').includes(title), `${name} plays it: ${title}`);
  });
}
