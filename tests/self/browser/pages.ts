import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHtml } from '../../../reports/html/page.tsx';
import { toProofHtml } from '../../../reports/html/proof-page.tsx';
import { recordedIn } from '../../../reports/recorded.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { toHar } from '../../../spec/run/har.ts';
import type { Results } from '../../../spec/run/results.ts';
import * as sample from '../reports/sample.ts';
import { proof } from './sample-proof.ts';

/** A page that lies on the disk, as people keep it. */
export interface PageOnDisk {
  readonly file: string;
  readonly html: string;
  readonly remove: () => void;
}

/** The page of a report as a run makes it. */
export function reportPage(results: Results, exchanges: readonly Exchange[]): PageOnDisk {
  const har = toHar(exchanges, { name: results.suite.name, version: results.suite.version });
  return onDisk(toHtml({ results, recorded: recordedIn(har) }));
}

/** The report of the sample run, which has every outcome. */
export function sampleReport(): PageOnDisk {
  return reportPage(sample.results, sample.exchanges);
}

/** The page of a proof in which everything that may come of a fault or a variant came of one. */
export function sampleProofPage(): PageOnDisk {
  const columns = sample.results.requirements.map(({ id }) => id);
  return onDisk(toProofHtml(proof, columns));
}

function onDisk(html: string): PageOnDisk {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-page-'));
  const file = join(folder, 'index.html');
  writeFileSync(file, html);
  return { file, html, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
