import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { requirements } from '../spec/requirements/index.ts';
import type { Results } from '../spec/run/results.ts';
import { masked } from '../spec/run/secrecy.ts';
import { wordsOf } from '../spec/source-rows.ts';
import { contractDigest, suiteDigest } from './digest.ts';
import { foldRun } from './fold.ts';
import { annotationsOf } from './formats/annotations.ts';
import { plain } from './plain.ts';
import { clearLine, milestone, progressLine } from './progress.ts';
import { forgetTests, readRun, recordTest, settledTests } from './run-files.ts';
import { summaryOf } from './terminal.ts';
import { recordedProof } from './recorded-proof.ts';
import { reasonOf, recordOf, requirementOf, type TestRecord } from './test-record.ts';
import { withWaivers } from './waivers.ts';
import { waiversIn } from './waivers/file.ts';
import { clearReports, reportFiles, writeReports } from './write.ts';

export interface ReporterOptions {
  /** Where the reports go; `AMOCRM_OUTPUT` where left out. Without either nothing is written. */
  readonly outputDir?: string;
  /** Where the run keeps its facts and exchanges; `AMOCRM_RUN_DIR` where left out. */
  readonly runDir?: string;
  /** Set by the runner: `list` when tests are only named, not run. */
  readonly _mode?: string;
}

/**
 * Tells a run while it goes on and folds it into the reports when it ends.
 * It decides nothing: who started the run reads the verdict from `results.json`.
 */
export default class ConformanceReporter implements Reporter {
  readonly #options: ReporterOptions;
  readonly #out = process.stdout;
  #tests: readonly TestCase[] = [];
  /** The tests that were settled before an interruption. */
  #earlier: readonly TestRecord[] = [];
  #done = 0;
  #problem: string | undefined;

  constructor(options: ReporterOptions = {}) {
    this.#options = options;
  }

  /** Where tests are only listed, the runner's own list is the answer. */
  printsToStdio(): boolean {
    return !this.#listing;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#tests = suite.allTests();
    if (this.#listing || this.#outputDir === undefined) return;
    clearReports(this.#outputDir);
    if (this.#runDir === undefined) return;
    if (named('AMOCRM_RESUMED') === undefined) {
      forgetTests(this.#runDir);
      return;
    }
    const again = new Set(this.#tests.map(requirementOf));
    this.#earlier = settledTests(this.#runDir).filter(({ requirement }) => !again.has(requirement));
  }

  onTestEnd(test: TestCase): void {
    const willBeRetried = test.results.length <= test.retries && !test.ok();
    if (willBeRetried) return;
    this.#done += 1;
    const record = withoutSecrets(recordOf(test, 'no result'));
    if (!this.#listing && this.#runDir !== undefined) recordTest(this.#runDir, record);
    const step = { done: this.#done, of: this.#tests.length, record };
    if (this.#out.isTTY) this.#out.write(progressLine(step, this.#out.columns));
    else this.#say(milestone(step));
  }

  /** What goes wrong outside of any test: the set-up, the clean-up, a file that does not load. */
  onError(error: TestError): void {
    this.#problem ??= reasonOf(error);
    this.#say(plain(error.message ?? error.value ?? 'an unknown error'));
  }

  onStdOut(chunk: string | Buffer): void {
    if (!this.#listing) this.#pass(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    if (!this.#listing) this.#pass(chunk);
  }

  onEnd(result: FullResult): Promise<{ status?: FullResult['status'] } | undefined> {
    if (this.#listing) return Promise.resolve(undefined);
    try {
      this.#report(result);
      return Promise.resolve(undefined);
    } catch (error) {
      // The runner swallows what a reporter throws here: said plainly instead.
      const message = error instanceof Error ? error.message : String(error);
      this.#say(`The report could not be made: ${plain(message)}`);
      return Promise.resolve({ status: 'failed' });
    }
  }

  #report(result: FullResult): void {
    const runDir = this.#runDir;
    const outputDir = this.#outputDir;
    if (runDir === undefined || outputDir === undefined) {
      this.#say('No report was written: AMOCRM_OUTPUT and AMOCRM_RUN_DIR have to name folders.');
      return;
    }
    const { facts, exchanges } = readRun(runDir, this.#problem ?? unfinished[result.status]);
    const broke = this.#tests.length === 0 && this.#problem !== undefined;
    const records = this.#tests.map((test) =>
      withoutSecrets(recordOf(test, facts.obstacle ?? 'the run ended before')),
    );
    const tests = [...this.#earlier, ...records];
    const folded = foldRun({
      catalogue: requirements,
      wordsOf,
      tests,
      exchanges,
      facts,
      suite: suiteFacts(),
      ...(broke ? {} : { selected: tests.map(({ requirement }) => requirement) }),
      durationMs: result.duration,
    });
    const results = waived(folded);
    const { files, problems } = writeReports(outputDir, results, exchanges);
    const page = path.join(path.relative('', outputDir), reportFiles.page);
    const colour = this.#out.isTTY && (process.env['NO_COLOR'] ?? '') === '';
    this.#say(summaryOf(results, { colour, ...(files.includes(reportFiles.page) ? { report: page } : {}) }));
    for (const problem of problems) this.#say(plain(problem));
    if (process.env['GITHUB_ACTIONS'] === 'true') for (const line of annotationsOf(results)) this.#say(line);
  }

  get #listing(): boolean {
    return this.#options._mode === 'list';
  }

  get #runDir(): string | undefined {
    return this.#options.runDir ?? named('AMOCRM_RUN_DIR');
  }

  get #outputDir(): string | undefined {
    return this.#options.outputDir ?? named('AMOCRM_OUTPUT');
  }

  #say(text: string | null): void {
    if (text !== null) this.#out.write(`${this.#out.isTTY ? clearLine : ''}${text}\n`);
  }

  #pass(chunk: string | Buffer): void {
    this.#out.write(`${this.#out.isTTY ? clearLine : ''}${masked(plain(chunk.toString()))}`);
  }
}

/** The value of an environment variable; an empty one counts as unset. */
function named(variable: string): string | undefined {
  const value = process.env[variable];
  return value === '' ? undefined : value;
}

/** What a run that did not end of itself is kept from. */
const unfinished: Readonly<Partial<Record<FullResult['status'], string>>> = {
  interrupted: 'The run was interrupted before it ended.',
  timedout: 'The run took longer than it may and was stopped.',
};

/** Lets the run's waivers excuse what they cover, if it has any. */
function waived(results: Results): Results {
  const file = named('AMOCRM_WAIVERS');
  if (file === undefined) return results;
  const { entries, digest } = waiversIn(readFileSync(file));
  return withWaivers(results, entries, { today: results.startedAt.slice(0, 10), digest });
}

function suiteFacts(): Results['suite'] {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const described: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { name, version } = isNamed(described) ? described : { name: 'unknown', version: '0' };
  const strength = recordedProof()?.strength;
  return {
    name,
    version,
    digest: suiteDigest(root),
    contract: contractDigest(root),
    ...(strength && { strength }),
  };
}

/** An assertion may have quoted an answer that repeats a credential. */
function withoutSecrets(record: TestRecord): TestRecord {
  return {
    ...record,
    ...(record.reason !== undefined && { reason: masked(record.reason) }),
    ...(record.detail !== undefined && { detail: masked(record.detail) }),
  };
}

function isNamed(value: unknown): value is { name: string; version: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'version' in value;
}
