import assert from 'node:assert/strict';
import { it } from 'node:test';
import { FailureWatch } from '../../../cli/certify/failures.ts';
import type { Certified } from '../../../engine/certification.ts';
import type { Fault } from '../../../reference/faults/fault.ts';
import { Diagnosis } from '../../../reports/diagnosis.ts';
import { toHtml } from '../../../reports/html/page.tsx';
import { failureInWords } from '../../../reports/live.ts';
import { operations } from '../../../spec/operations.ts';
import { plain } from '../../../spec/run/plain.ts';
import { catalogue } from '../../catalogue.ts';
import { faulty, inDrawnOrder, known, namesField, operationOf } from './planted.ts';

it('for thirty faults drawn, what is told first, live and on the page, names request and difference', async () => {
  const wrong: string[] = [];
  for (const fault of inDrawnOrder(30).slice(0, 30)) {
    const certified = await faulty(fault);
    const told = { live: liveOf(certified), page: firstEntryOf(certified) };
    if (process.env['SHOW']) console.log(Object.values(told).join('\n'));
    for (const [where, text] of Object.entries(told)) {
      const lacking = lackingIn(fault, text);
      if (lacking.length > 0)
        wrong.push(`${fault.name} (${fault.describe}), ${where}: no ${lacking.join(', no ')}\n${text}`);
    }
  }
  // What is first told of one that breaks several requirements may be a consequence, or be cut before what was expected.
  assert.ok(wrong.length <= 2, wrong.join('\n'));
});

/** The first failure as the terminal tells it while the run goes on. */
function liveOf({ run, results }: Certified): string {
  const told: string[] = [];
  const watch = new FailureWatch(catalogue, { filters: [], profile: results.profile }, (failure) => {
    told.push(failureInWords(failure, { colour: false, width: 120 }));
  });
  const open = run.exchanges.toSorted((a, b) => a.id - b.id);
  for (const record of run.records) {
    const last = Math.max(...record.exchanges);
    while (open[0] !== undefined && open[0].id <= last) {
      const [exchange] = open.splice(0, 1);
      if (exchange) watch.exchanged(exchange);
    }
    watch.settled(record);
  }
  return told[0] ?? '';
}

/** What a reader sees of the first defect on the page, without what is folded away. */
function firstEntryOf({ results, exchanges }: Certified): string {
  const page = toHtml(results, exchanges, { diagnosis: new Diagnosis(results, exchanges, { known }) });
  const [, entry = ''] = /<li id="defect-[^"]*"[^>]*>(.*?)<details/s.exec(page) ?? [];
  return plain(
    entry
      .replace(/<\/(?:h3|div|p)>/g, '\n')
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
}

/** What came and what was expected, or in which way it is another. */
const differing =
  /expected[ ,]| instead of | (?:is )?missing| more than once| became | was \S.*(?: and is |…$)|was asked|do not belong|matching|was answered|ot refused| is refused |changed something| is gone|not taken|not found|still found|answer holds|\d{3} came/m;

function lackingIn(fault: Fault, text: string): readonly string[] {
  const operation = operationOf(fault);
  const { method, path } = operation === undefined ? { method: '', path: '' } : operations[operation];
  // A method that the document does not name is another one.
  const isSent = text.includes(path) && (/method/.test(fault.breaks) || text.includes(method));
  return [
    ...(isSent ? [] : [`request ${method} ${path}`]),
    ...(namesField(fault, text) ? [] : ['field or parameter']),
    ...(differing.test(text) ? [] : ['difference']),
  ];
}
