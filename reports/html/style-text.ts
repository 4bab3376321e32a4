/** Text, lists, tables and what folds: what every page of ours is made of. Nothing moves by itself. */
export const textStyle = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 68rem; padding: 0 1.5rem 4rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 var(--sans); overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: .06em; }
:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; border-radius: .15rem; }
#requirements:focus { outline: none; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1.5rem; top: .5rem; background: var(--sheet); padding: .3rem .6rem; }
code, pre { font-family: var(--mono); font-size: .875em; unicode-bidi: isolate; }
code { overflow-wrap: anywhere; }
h1, h2, h3, h4 { font-family: var(--serif); font-weight: 400; line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.75rem; margin: 3.25rem 0 .3rem; } h3 { font-size: 1.25rem; margin: 2.25rem 0 .4rem; } h3 code { font-size: 1.05rem; }
h4 { font-size: 1.0625rem; margin: 1.5rem 0 .4rem; }
h5, h6 { font-size: .8125rem; font-weight: 600; color: var(--soft); margin: 1.1rem 0 .35rem; }
p { margin: .4rem 0; } .note { color: var(--soft); font-size: .9375rem; max-width: 44rem; }
.count { font: 400 .9375rem/1 var(--sans); color: var(--soft); margin-left: .2em; } .row { display: block; }
.reason { overflow-wrap: anywhere; unicode-bidi: isolate; } .id { color: var(--soft); font-size: .8125rem; }

.brief { list-style: none; margin: .8rem 0 0; padding: 0; }
.brief > li { display: grid; grid-template-columns: 1.6rem minmax(0, 1fr); padding: .8rem 0; border-top: 1px solid var(--rule); }
.brief > li:last-child { border-bottom: 1px solid var(--rule); } .brief > li:target { background: var(--well); }
.brief .reason { margin: .1rem 0; } .brief h3 { font: 600 1rem/1.4 var(--sans); margin: 0 0 .3rem; }
.ids { list-style: none; padding: 0; margin: .4rem 0; } .ids li { padding: .1rem 0; } .ids .says { color: var(--soft); font-size: .9375rem; }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .5rem; } caption, figcaption { max-width: min(44rem, calc(100vw - 2rem)); }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-top: 1px solid var(--rule); }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-weight: 400; font-size: .8125rem; border-top: 0; vertical-align: bottom; } tbody th { font-weight: 400; }
tbody tr:last-child > * { border-bottom: 1px solid var(--rule); }
.amount { text-align: right; white-space: nowrap; } .zero, .of { color: var(--soft); }
.counts td:not(.means), .counts thead th:not(:first-child, .means) { text-align: right; } .counts tbody th { white-space: nowrap; }
.counts .means { color: var(--soft); padding-left: 1rem; } .counts td a { text-decoration-color: var(--rule); color: inherit; }
.counts td a:hover { text-decoration-color: currentcolor; }
.band { display: block; width: 100%; height: .5rem; border-radius: .25rem; margin: .9rem 0 1.1rem; }

summary { cursor: pointer; list-style: none; } summary::-webkit-details-marker { display: none; }
.fold > summary { padding: .35rem 0; } .fold > summary::before { content: '▸'; display: inline-block; width: 1.2em; color: var(--soft); }
.fold[open] > summary::before { content: '▾'; } .fold > summary:hover { text-decoration: underline; text-underline-offset: .18em; }

pre { margin: 0; padding: .7rem .9rem; background: var(--well); border-radius: .3rem; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 32rem; overflow-y: auto;
  line-height: 1.5; tab-size: 2; }
pre code { font-size: .8125rem; } .expected { color: var(--passed); } .received { color: var(--failed); }
.command code { user-select: all; } .diff { padding: .5rem .9rem; } .where { margin: .5rem 0 .2rem; font-size: .9375rem; color: var(--soft); }
.difference, .node { max-width: 50rem; margin: .3rem 0 .6rem; } .difference .where code { color: var(--ink); }
button { font: inherit; color: var(--link); background: none; border: 0; padding: 0 .3rem; text-decoration: underline;
  text-underline-offset: .18em; cursor: pointer; }
footer { margin-top: 4rem; color: var(--soft); font-size: .9375rem; }
`;
