import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { style } from './style.ts';

interface DocumentProps {
  readonly title: string;
  readonly description: string;
  /** A style sheet besides that of all our pages. */
  readonly sheet?: string;
  readonly script?: string;
  /** What programs may want to know of the page, by name. */
  readonly facts?: Readonly<Record<string, string>>;
  /** Whether the page uses the whole width of the window. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** The whole file of a page. */
export function toFile(page: VNode): string {
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/**
 * A page in one file that loads nothing and works from disk. Every text goes through components that escape; the
 * only markup put in as it is are our own style and script, and the page's policy allows no other, whatever a
 * server sent.
 */
export function Document({
  title,
  description,
  sheet,
  script,
  facts = {},
  wide = false,
  children,
}: DocumentProps) {
  const sheets = [style, ...(sheet === undefined ? [] : [sheet])];
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyFor(sheets, script)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content={description} />
        {Object.entries(facts).map(([name, content]) => (
          <meta name={name} content={content} />
        ))}
        <link rel="icon" href="data:," />
        <title>{title}</title>
        {sheets.map((each) => (
          <style dangerouslySetInnerHTML={{ __html: each }} />
        ))}
      </head>
      <body class={wide ? 'wide' : undefined}>
        {children}
        {script === undefined ? null : <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  );
}

function policyFor(sheets: readonly string[], script: string | undefined): string {
  return [
    "default-src 'none'",
    `style-src ${sheets.map(hashOf).join(' ')}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}
