import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { citedBy } from '../../reports/exchanges.ts';
import { targetLogFolder } from '../../reports/write.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import type { Results } from '../../spec/run/results.ts';
import type { LogLine } from '../../target/started.ts';

/** A server may write its line a moment before it reads or behind it answers. */
const AROUND_MS = 100;

/** How many exchanges get a file, and how many lines are in one. */
const most = { exchanges: 200, lines: 500 } as const;

/**
 * Writes what the target printed while a failing exchange was under way, a file for each: `target-log/EXCHANGE.log`.
 * Where several were under way at once, so are their lines.
 */
export function writeTargetLog(
  output: string,
  { requirements }: Results,
  exchanges: readonly Exchange[],
  lines: readonly LogLine[],
): void {
  const folder = join(output, targetLogFolder);
  rmSync(folder, { recursive: true, force: true });
  const failedOf = citedBy(requirements.filter(({ outcome }) => outcome === 'failed'));
  const failing = exchanges.filter((exchange) => failedOf(exchange).length > 0).slice(0, most.exchanges);
  for (const { id, sentAt, durationMs, request } of failing) {
    const of = lines.filter(({ at }) => at >= sentAt - AROUND_MS && at <= sentAt + durationMs + AROUND_MS);
    if (of.length === 0) continue;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const cut = of.slice(0, most.lines).map(({ at, text }) => `${new Date(at).toISOString()} ${text}\n`);
    const more = of.length > most.lines ? `… ${of.length - most.lines} more\n` : '';
    writeFileSync(join(folder, `${id}.log`), `${request.method} ${request.url}\n${cut.join('')}${more}`);
  }
}
