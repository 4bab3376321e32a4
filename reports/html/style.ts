/** The page's whole style. Colours meet WCAG AA on their grounds in both themes. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --sheet: #ffffff; --ink: #1b1a18; --soft: #5a5751; --rule: #dad6cd; --well: #f3f0ea; --link: #1b4b8a;
  --passed: #1c6a3f; --failed: #b0221b; --error: #8a4700; --dependency: #63479c; --untestable: #57534d;
  --unobserved: #40607a; --waived: #735700; --notApplicable: #65615a;
  --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', P052, Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141519; --sheet: #1a1c21; --ink: #ecebe6; --soft: #aaa69d; --rule: #35373e; --well: #202228; --link: #93bdff;
    --passed: #7fd3a2; --failed: #ff8d84; --error: #f7b267; --dependency: #c5acff; --untestable: #bbb6ad;
    --unobserved: #9dbbd3; --waived: #dfc25c; --notApplicable: #aba79f;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 68rem; padding: 0 1.5rem 4rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 var(--sans); overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: .06em; }
:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; border-radius: .15rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1.5rem; top: .5rem; background: var(--sheet); padding: .3rem .6rem; }
code, pre { font-family: var(--mono); font-size: .875em; unicode-bidi: isolate; }
code { overflow-wrap: anywhere; }
h1, h2, h3 { font-family: var(--serif); font-weight: 400; line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.75rem; margin: 3rem 0 .3rem; } h3 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; }
h4, h5 { font-size: .8125rem; font-weight: 600; color: var(--soft); margin: 1.1rem 0 .35rem; }
p { margin: .4rem 0; } .note { color: var(--soft); font-size: .9375rem; max-width: 44rem; }
.count { font: 400 .9375rem/1 var(--sans); color: var(--soft); margin-left: .2em; }

.masthead { padding-top: 3.5rem; --tone: var(--error); }
.masthead.conformant { --tone: var(--passed); } .masthead.nonconformant { --tone: var(--failed); }
.kicker { color: var(--soft); font-size: .9375rem; margin: 0 0 .6rem; }
h1 { margin: 0; display: flex; flex-direction: column; gap: .2rem; }
.verdict { color: var(--tone); font-size: clamp(2.6rem, 9vw, 4.5rem); letter-spacing: -.02em; line-height: 1; }
.target { font-size: clamp(1.3rem, 4vw, 1.75rem); font-weight: 400; margin-top: .6rem; overflow-wrap: anywhere; }
.because { font-size: 1.125rem; max-width: 44rem; margin: .5rem 0 0; overflow-wrap: anywhere; }
.notice { border: 1px solid var(--error); border-radius: .3rem; background: var(--sheet); padding: .6rem .9rem; margin: 1rem 0 0; max-width: 44rem; overflow-wrap: anywhere; }
.notice h2 { font-size: 1.1rem; margin: 0; } .notice ul { margin: .3rem 0; padding-left: 1.2rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(14.5rem, 1fr)); gap: .9rem 1.5rem; margin: 2rem 0 0;
  padding: 1.2rem 0; border-block: 1px solid var(--rule); }
.facts div { min-width: 0; } .facts .wide { grid-column: 1 / -1; }
.facts dt { color: var(--soft); font-size: .8125rem; } .facts dd { margin: 0; overflow-wrap: anywhere; }
.facts.small { margin: 1rem 0 0; padding: 0; border: 0; gap: .6rem 2rem; font-size: .9375rem; } .facts .row { display: block; }

.mark { display: inline-block; min-width: 1.1em; font-weight: 700; text-align: center; color: var(--ink); }
.mark.passed, .outcome.passed { color: var(--passed); } .mark.failed, .outcome.failed { color: var(--failed); }
.mark.error, .outcome.error { color: var(--error); } .mark.dependency, .outcome.dependency { color: var(--dependency); }
.mark.untestable, .outcome.untestable { color: var(--untestable); } .mark.unobserved, .outcome.unobserved { color: var(--unobserved); }
.mark.waived, .outcome.waived { color: var(--waived); } .mark.notApplicable, .outcome.notApplicable { color: var(--notApplicable); }
.fill-passed { fill: var(--passed); } .fill-failed { fill: var(--failed); } .fill-error { fill: var(--error); }
.fill-dependency { fill: var(--dependency); } .fill-untestable { fill: var(--untestable); } .fill-unobserved { fill: var(--unobserved); }
.fill-waived { fill: var(--waived); } .fill-notApplicable { fill: var(--notApplicable); }
.band { display: block; width: 100%; height: .5rem; border-radius: .25rem; margin: .9rem 0 1.1rem; }

.brief { list-style: none; margin: .8rem 0 0; padding: 0; }
.brief > li { display: grid; grid-template-columns: 1.6rem minmax(0, 1fr); padding: .7rem 0; border-top: 1px solid var(--rule); }
.brief > li:last-child { border-bottom: 1px solid var(--rule); }
.brief .reason { margin: .1rem 0; } .ids { list-style: none; padding: 0; margin: .2rem 0; columns: 22rem; } .ids li { break-inside: avoid; }
.reason { overflow-wrap: anywhere; unicode-bidi: isolate; } .id { color: var(--soft); font-size: .8125rem; }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .5rem; max-width: 44rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-top: 1px solid var(--rule); }
thead th { color: var(--soft); font-weight: 400; font-size: .8125rem; border-top: 0; vertical-align: bottom; } tbody th { font-weight: 400; }
tbody tr:last-child > * { border-bottom: 1px solid var(--rule); }
.counts td:not(.means), .counts thead th:not(:first-child, .means) { text-align: right; } .counts tbody th { white-space: nowrap; }
td.zero { color: var(--soft); } .counts .means { color: var(--soft); padding-left: 1rem; } .violations { min-width: 44rem; }

.filter { display: grid; gap: .8rem; padding: 1rem 0; border-block: 1px solid var(--rule); margin-top: .8rem; }
.filter[hidden] { display: none; } .filter .text { display: flex; gap: .8rem; align-items: center; }
input[type='search'] { flex: 1; min-width: 0; max-width: 30rem; font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--soft);
  border-radius: .3rem; padding: .4rem .6rem; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; } legend { float: left; margin-right: .8rem; }
.box { display: inline-flex; align-items: baseline; gap: .25rem; cursor: pointer; } .box input { accent-color: var(--link); }
.showing { color: var(--soft); margin: 0; } button { font: inherit; color: var(--link); background: none; border: 0; padding: 0 .3rem; text-decoration: underline;
  text-underline-offset: .18em; cursor: pointer; }

summary { cursor: pointer; list-style: none; } summary::-webkit-details-marker { display: none; }
.brief details > summary { color: var(--link); text-decoration: underline; text-underline-offset: .18em; }
.requirement { border-top: 1px solid var(--rule); } .area > .requirement:last-child { border-bottom: 1px solid var(--rule); }
.requirement > summary { display: grid; grid-template-columns: 1.6rem minmax(0, 1fr) auto; align-items: baseline; padding: .5rem 0; }
.requirement > summary:hover .says { text-decoration: underline; text-decoration-thickness: .06em; text-underline-offset: .18em; }
.requirement[open] > summary .says { font-weight: 600; } .requirement:target > summary { background: var(--well); }
.what .id { display: block; } .how { text-align: right; font-size: .875rem; padding-left: 1rem; } .how .outcome { font-weight: 600; }
.how .evidence { color: var(--soft); display: block; }
.more { padding: 0 0 1.6rem 1.6rem; } .more > .reason { font-size: 1.0625rem; max-width: 50rem; }
pre { margin: 0; padding: .7rem .9rem; background: var(--well); border-radius: .3rem; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 32rem; overflow-y: auto;
  line-height: 1.5; tab-size: 2; }
pre code { font-size: .8125rem; } .expected { color: var(--passed); } .received { color: var(--failed); }
.exchange { border: 1px solid var(--rule); border-radius: .3rem; background: var(--sheet); margin-top: .4rem; padding: 0 .9rem; }
.exchange[open] { padding-bottom: .9rem; }
.exchange > summary { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .8rem; padding: .45rem 0; align-items: baseline; }
.number, .took { color: var(--soft); font-size: .8125rem; } .status { white-space: nowrap; font-variant-numeric: tabular-nums; }
.sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1.2rem; } .side pre + pre { margin-top: .3rem; }
.head { color: var(--soft); } footer { margin-top: 4rem; color: var(--soft); font-size: .9375rem; }

@media (max-width: 44rem) {
  body { padding-inline: 1rem; } .masthead { padding-top: 2rem; } .sides { grid-template-columns: minmax(0, 1fr); }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .8rem 1rem; } .more { padding-left: 0; }
  .counts .means { display: none; } .how { padding-left: .6rem; } .box { padding-block: .25rem; }
  .requirement > summary, .brief > li { grid-template-columns: 1.4rem minmax(0, 1fr) auto; } .brief > li { grid-template-columns: 1.4rem minmax(0, 1fr); }
  .what .id { font-size: .75rem; } pre { padding: .6rem .7rem; } .exchange { padding-inline: .6rem; } .exchange > summary { gap: .5rem; }
}
@media print {
  :root { --ground: #fff; --sheet: #fff; --ink: #000; --soft: #444; --rule: #bbb; --well: #f4f4f4; --link: #000; --passed: #14532f; --failed: #8f1a14;
    --error: #6e3900; --dependency: #4b3580; --untestable: #444; --unobserved: #2d4a60; --waived: #5c4500; --notApplicable: #4d4a45; }
  @page { size: A4; margin: 16mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; } .filter, .skip { display: none !important; } h2, h3, h4 { break-after: avoid; }
  .requirement > summary, .brief > li, tr { break-inside: avoid; } pre { max-height: none; overflow: visible; } .masthead { padding-top: 0; }
  .band { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
