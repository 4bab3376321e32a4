/** Who tells of a run while it goes on, and of what came of it. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClaimRecord } from '../../engine/record.ts';
import { onlyLine } from '../../reports/command.ts';
import type { Diagnosis } from '../../reports/diagnosis.ts';
import { endEvents, exchangeEvent, startEvent, type RunEvent } from '../../reports/formats/events.ts';
import {
  clearLine,
  failureInWords,
  milestone,
  progressLine,
  usualWidth,
  type Failure,
} from '../../reports/live.ts';
import { summaryOf, verdictLine } from '../../reports/terminal.ts';
import { pageFile, type Written } from '../../reports/write.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { plain } from '../../spec/run/plain.ts';
import type { Results, RunFacts } from '../../spec/run/results.ts';
import { isColoured } from '../comparison-output.ts';

/** What is told of a run. Texts of the target come as they are: who tells makes them fit. */
export interface Reporter {
  /** The target is about to be asked for the first time. */
  begun(facts: RunFacts, suite: Results['suite']): void;
  exchanged(exchange: Exchange): void;
  /** A requirement fails, by what is known so far. */
  failed(failure: Failure): void;
  /** @param failed how many requirements have failed so far */
  settled(record: ClaimRecord, progress: { readonly of: number; readonly failed: number }): void;
  /** The reports are written. */
  ended(results: Results, exchanges: readonly Exchange[], written: Written, diagnosis: Diagnosis): void;
  /** A line beside the run, which somebody may act on. */
  say(text: string): void;
}

export type ReporterName = 'line' | 'json';

export interface ReporterOptions {
  readonly reporter?: ReporterName;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** The folder of the report. */
  readonly output: string;
}

/** @returns who tells of a run on this terminal, or into this pipe */
export function reporterFor({
  reporter = 'line',
  quiet = false,
  verbose = false,
  output,
}: ReporterOptions): Reporter {
  if (reporter === 'json') return jsonReporter();
  if (quiet) return quietReporter();
  return lineReporter(process.stdout, { output, isVerbose: verbose });
}

/** How many failures are told in full as they come, and how many warnings: the end groups all of them. */
const mostLive = 10;

function lineReporter(
  out: NodeJS.WriteStream,
  { output, isVerbose }: { readonly output: string; readonly isVerbose: boolean },
): Reporter {
  const page = pathToFileURL(join(resolve(output), pageFile));
  const width = () => (out.isTTY ? Math.max(40, out.columns) : usualWidth);
  const told = { failures: 0, warnings: 0 };
  let facts: (RunFacts & Pick<Results, 'suite'>) | undefined;
  let done = 0;
  const tell = (text: string) => out.write(`${out.isTTY ? clearLine : ''}${text}\n`);
  return {
    begun(known, suite) {
      facts = { ...known, suite };
    },
    exchanged: () => undefined,
    failed(failure) {
      const kind = failure.evidence === 'inferred' ? 'warnings' : 'failures';
      told[kind] += 1;
      if (told[kind] === mostLive + 1)
        tell(`\nMore ${kind} follow; they are counted here, and told by their causes at the end.`);
      if (told[kind] > mostLive) return;
      const options = {
        colour: isColoured(),
        width: width(),
        why: `${page.href}#${failure.id}`,
        ...(facts && { rerun: onlyLine(failure.id, { ...facts, complete: facts.filters.length === 0 }) }),
      };
      tell(`\n${failureInWords(failure, options)}`);
    },
    settled(record, { of, failed }) {
      // What was not even tried is no progress.
      if (record.outcome === 'error') return;
      done += 1;
      const step = { done, of, failed, record };
      if (!out.isTTY) {
        const line = milestone(step);
        if (line !== null) tell(line);
      } else out.write(done === of ? clearLine : progressLine(step, out.columns));
    },
    ended(results, exchanges, { files, problems }, diagnosis) {
      if (out.isTTY) out.write(clearLine);
      const told = summaryOf(results, exchanges, {
        colour: isColoured(),
        width: width(),
        isVerbose,
        diagnosis,
        ...(files.includes(pageFile) && { report: page.href }),
      });
      out.write(`${[told, ...problems.map(plain)].join('\n')}\n`);
    },
    say: tell,
  };
}

/** The verdict alone; what is left in the account is told all the same, since somebody has to act. */
function quietReporter(): Reporter {
  return {
    begun: () => undefined,
    exchanged: () => undefined,
    failed: () => undefined,
    settled: () => undefined,
    ended(results, _, { problems }) {
      console.log(verdictLine(results, isColoured()));
      for (const line of [...results.leftBehind, ...problems]) console.error(plain(line));
    },
    say: () => undefined,
  };
}

/**
 * A line of JSON for each event, described by `spec/schemas/event.schema.json`: exchanges as they come, requirements
 * when all is judged. What is meant for people goes to the standard error.
 */
function jsonReporter(): Reporter {
  const tell = (event: RunEvent) => process.stdout.write(`${JSON.stringify(event)}\n`);
  return {
    begun(facts, suite) {
      const { filters } = facts;
      tell(startEvent({ ...facts, suite, selection: { filters } }, new Date().toISOString()));
    },
    exchanged: (exchange) => void tell(exchangeEvent(exchange)),
    failed: () => undefined,
    settled: () => undefined,
    ended(results, _, { problems }) {
      for (const event of endEvents(results, new Date().toISOString())) tell(event);
      for (const line of problems) console.error(plain(line));
    },
    say: (text) => console.error(plain(text)),
  };
}
