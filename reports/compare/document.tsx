import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { style } from '../html/style.ts';
import { compareStyle } from './compare-style.ts';

/** The whole file of a page without a script. */
export function toFile(page: VNode): string {
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/**
 * A page that loads nothing and runs nothing. Its policy allows our two style sheets and no more, whatever a
 * server sent.
 */
export function Document(props: {
  readonly title: string;
  readonly description: string;
  readonly children: ComponentChildren;
}) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content={props.description} />
        <link rel="icon" href="data:," />
        <title>{props.title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
        <style dangerouslySetInnerHTML={{ __html: compareStyle }} />
      </head>
      <body class="wide">{props.children}</body>
    </html>
  );
}

const policy = [
  "default-src 'none'",
  `style-src ${[style, compareStyle].map((sheet) => `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`).join(' ')}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A table that scrolls by itself and can be reached with the keyboard. */
export function Scroll(props: {
  readonly name: string;
  readonly tall?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <section
      class={props.tall === true ? 'scroll tall-scroll' : 'scroll'}
      aria-label={props.name}
      tabIndex={0}
    >
      {props.children}
    </section>
  );
}
