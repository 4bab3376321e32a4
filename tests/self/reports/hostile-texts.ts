/** The one table of texts that break a page, a terminal, a file or a log. */

/** All that a server can put into a text to break a page, a terminal or a file. */
export const hostile =
  '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&amp;]]>\u001b[31mred\u001b]0;title\u0007\u0000\u202Egnp.exe\u2066\ufffe\ud800 $(touch x) `id`';

/** What Markdown, GitHub and a runner's log make something of. */
export const markup = [
  '[a](https://evil.test) ![b](https://evil.test/x.png) <https://evil.test> https://evil.test www.evil.test a@evil.test',
  '@octocat #12 octo/repo#7 :tada: **bold** _it_ ~~gone~~ $x^2$ `code` ``two`` ``` <!-- note -->',
  '# heading',
  '| a | b |',
  '| - | - |',
  '- [ ] task',
  '> quote',
  '===',
  '```mermaid',
  'graph TD',
  '    indented',
  '[ref]: https://evil.test',
  '::error::injected',
  '<details><summary>x</summary><a href="javascript:alert(1)">y</a></details>',
  '&lt;b&gt; &#64;octocat \\',
].join('\n');

/** What a script of the target's would set on the page's window, however it came to run. */
export const sentinel = 'pwned';

const scripts = [
  `</script><script>window.${sentinel}=1</script>`,
  `</style><style>*{display:none}</style>`,
  `<img src=x onerror=window.${sentinel}=2>`,
  `<svg/onload=window.${sentinel}=3>`,
  `<iframe srcdoc="<script>parent.${sentinel}=4</script>"></iframe>`,
  `<a href="javascript:window.${sentinel}=5">`,
  `<meta http-equiv=refresh content="0;url=https://example.test/">`,
  `--><!--`,
].join('');

/** What a CI server takes for a command where it begins a line. */
const command = `\n::error title=${sentinel}::${sentinel}\n`;

/** Markup, scripts, terminal sequences (7 and 8 bit), bidirectional controls, and what no XML may hold. */
export const poison = `${scripts}${hostile}\u009b31m\u009d0;title\u009c\u2028\u{e0041}\uffff${command}`;

/** Hundreds of thousands of characters: markup all over. */
export const long = '<b>`|@x ]]>"&\u001b[31m\u202e\ud800'.repeat(8_000);

export const texts = {
  poison,
  markup,
  'backticks at both ends': '`` ` ```',
  'hundreds of thousands of characters': long,
  prototype: '__proto__',
  nothing: '\u0000\u202e',
} as const;

/** Invisible characters, save the joiners that scripts and emoji need, and what ends a line or turns text around. */
export const invisible = /[^\P{C}\n\t\u200c\u200d]|[\u2028\u2029]/u;
