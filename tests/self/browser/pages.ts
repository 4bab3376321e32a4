import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envelopeFor, lineOf } from '../../../reports/certificate/attestation.ts';
import { toCertificateHtml } from '../../../reports/certificate/certificate-page.tsx';
import type { Statement } from '../../../reports/certificate/statement.ts';
import { toComparisonHtml } from '../../../reports/compare/comparison-page.tsx';
import { toHistoryHtml } from '../../../reports/compare/history-page.tsx';
import { historyOf } from '../../../reports/compare/history.ts';
import { toHtml } from '../../../reports/html/page.tsx';
import { toProofHtml } from '../../../reports/html/proof-page.tsx';
import type { Exchange } from '../../../spec/run/exchange.ts';
import type { Results } from '../../../spec/run/results.ts';
import { compareRuns, labelsOf } from '../../../reports/compare/compare-runs.ts';
import { certified, keys, waived } from '../reports/certified-runs.ts';
import { hostile } from '../reports/hostile-texts.ts';
import * as sample from '../reports/made-up.ts';
import { changed, later, one, other } from '../reports/made-up.ts';
import { spoiled } from '../reports/spoiled.ts';
import { proof } from './sample-proof.ts';

/** A page that lies on the disk, as people keep it. */
export interface PageOnDisk {
  readonly file: string;
  readonly html: string;
  readonly remove: () => void;
}

/** The page of a report as a run makes it. */
export function reportPage(results: Results, exchanges: readonly Exchange[]): PageOnDisk {
  return onDisk(toHtml(results, exchanges));
}

/** The report of the sample run, which has every outcome. */
export function sampleReport(): PageOnDisk {
  return reportPage(sample.results, sample.exchanges);
}

/** The page of a proof in which everything that may come of a fault or a variant came of one. */
export function sampleProofPage(): PageOnDisk {
  const columns = sample.results.requirements.map(({ id }) => id);
  return onDisk(toProofHtml(proof, { standing: proof, suite: proof.suite, columns }));
}

/** Two runs of one target side by side: something got worse, something better. */
export function sampleComparison(): PageOnDisk {
  const worse = { [one]: { outcome: 'failed', reason: 'because' }, [other]: { outcome: 'passed' } } as const;
  const runs = [sample.results, changed(worse, { startedAt: later })];
  const labels = labelsOf(runs);
  return onDisk(
    toComparisonHtml(compareRuns(runs.map((results, at) => ({ label: labels[at] ?? '', results })))),
  );
}

/** The history of a target and of one with hostile names, and what was left out of it. */
export function sampleHistory(): PageOnDisk {
  const worse = changed({ [one]: { outcome: 'failed' } }, { startedAt: later });
  const runs = [sample.results, worse, spoiled(hostile).results];
  return onDisk(toHistoryHtml(historyOf(runs), ['a/results.json is no JSON.']));
}

/** A statement with as much to say as fits, and more: names of a hostile target, waivers, failures. */
export function sampleStatement(): PageOnDisk {
  const honest = certified(waived);
  const { predicate, subject } = honest;
  const many = Array.from({ length: 40 }, (_, at) => `customers.update.of-a-very-long-name-${String(at)}`);
  const long = 'word '.repeat(60);
  const statement: Statement = {
    ...honest,
    subject: subject.map((each) => ({ ...each, name: hostile })),
    predicate: {
      ...predicate,
      result: 'FAILED',
      url: `https://ci.example.test/${'job/'.repeat(60)}`,
      failedTests: many,
      amocrmConformance: {
        ...predicate.amocrmConformance,
        verdict: 'nonconformant',
        target: { name: hostile, baseUrl: `https://staging.example.test/${'deep/'.repeat(60)}` },
        reservations: Array.from({ length: 9 }, () => long),
        waived: many.map((requirement) => ({
          requirement,
          kind: 'failure',
          reason: long,
          owner: hostile,
          expires: '2026-12-24',
        })),
        unsettled: many,
        notApplicable: many,
      },
    },
  };
  const page = toCertificateHtml(Buffer.from(lineOf(envelopeFor(statement, keys.privateKey))));
  if (page === null) throw new Error('It is no statement.');
  return onDisk(page);
}

function onDisk(html: string): PageOnDisk {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-page-'));
  const file = join(folder, 'index.html');
  writeFileSync(file, html);
  return { file, html, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
