import { createHash } from 'node:crypto';
import { renderToString } from 'preact-render-to-string';
import type { Results } from '../../spec/run/results.ts';
import { visible } from '../plain.ts';
import type { RecordedExchange } from '../recorded.ts';
import { coverage, verdictWords } from '../words.ts';
import { Counts } from './counts.tsx';
import { Failures } from './failures.tsx';
import { Masthead } from './masthead.tsx';
import { Readings } from './readings.tsx';
import { Requirements } from './requirements.tsx';
import { script } from './script.ts';
import { style } from './style.ts';
import { Unsettled } from './unsettled.tsx';

/** What every part of the page is made from. */
export interface PageInput {
  readonly results: Results;
  /** The exchanges of `run.har` by number. */
  readonly recorded: ReadonlyMap<number, RecordedExchange>;
}

/**
 * The whole report as one HTML file that loads nothing and works from disk.
 * Every text goes through components that escape; the only markup put in as it is are our own style and
 * script, and the page's policy allows no other, whatever a server sent.
 */
export function toHtml(input: PageInput): string {
  return `<!doctype html>\n${renderToString(<Page {...input} />)}\n`;
}

function Page({ results, recorded }: PageInput) {
  const title = `${verdictWords[results.verdict]}: ${visible(results.target.name)}`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content={`Conformance report, ${coverage(results.selection)}`} />
        <link rel="icon" href="data:," />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#requirements">
          Skip to the requirements
        </a>
        <Masthead results={results} />
        <main>
          <Counts results={results} />
          <Failures results={results} />
          <Unsettled results={results} />
          <Readings results={results} />
          <Requirements results={results} recorded={recorded} />
        </main>
        <footer>
          <p>
            Rendered from <code>results.json</code> and <code>run.har</code>, which lie beside this file.
          </p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

const policy = [
  "default-src 'none'",
  `style-src '${hashOf(style)}'`,
  `script-src '${hashOf(script)}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}
