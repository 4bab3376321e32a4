/** Colours and type. Colours meet WCAG AA on their grounds in both themes, and in print. */
const themeStyle = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --sheet: #ffffff; --ink: #1b1a18; --soft: #5a5751; --rule: #dad6cd; --well: #f3f0ea; --link: #1b4b8a;
  --passed: #1c6a3f; --failed: #b0221b; --marked: #fbeceb; --error: #8a4700; --dependency: #63479c; --untestable: #57534d;
  --unobserved: #40607a; --waived: #735700; --notApplicable: #65615a; --bar: #5f87b3; --bar-soft: #bccde0;
  --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', P052, Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141519; --sheet: #1a1c21; --ink: #ecebe6; --soft: #aaa69d; --rule: #35373e; --well: #202228; --link: #93bdff;
    --passed: #7fd3a2; --failed: #ff8d84; --marked: #3a2322; --error: #f7b267; --dependency: #c5acff; --untestable: #bbb6ad;
    --unobserved: #9dbbd3; --waived: #dfc25c; --notApplicable: #aba79f; --bar: #7ea6d3; --bar-soft: #3c526c;
  }
}
.mark { display: inline-block; min-width: 1.1em; font-weight: 700; text-align: center; color: var(--ink); }
.mark.passed, .outcome.passed { color: var(--passed); } .mark.failed, .outcome.failed { color: var(--failed); }
.mark.error, .outcome.error { color: var(--error); } .mark.dependency, .outcome.dependency { color: var(--dependency); }
.mark.untestable, .outcome.untestable { color: var(--untestable); } .mark.unobserved, .outcome.unobserved { color: var(--unobserved); }
.mark.waived, .outcome.waived { color: var(--waived); } .mark.notApplicable, .outcome.notApplicable { color: var(--notApplicable); }
.fill-passed { fill: var(--passed); } .fill-failed { fill: var(--failed); } .fill-error { fill: var(--error); }
.fill-dependency { fill: var(--dependency); } .fill-untestable { fill: var(--untestable); } .fill-unobserved { fill: var(--unobserved); }
.fill-waived { fill: var(--waived); } .fill-notApplicable { fill: var(--notApplicable); }
`;

/** Text, lists, tables and what folds: what every page of ours is made of. Nothing moves by itself. */
const textStyle = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 3.5rem; }
body { margin: 0 auto; max-width: 68rem; padding: 0 1.5rem 4rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 var(--sans); overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: .06em; }
:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; border-radius: .15rem; }
#requirements:focus { outline: none; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1.5rem; top: .5rem; background: var(--sheet); padding: .3rem .6rem; }
code, pre { font-family: var(--mono); font-size: .875em; unicode-bidi: isolate; }
code { overflow-wrap: anywhere; }
h1, h2, h3, h4 { font-family: var(--serif); font-weight: 400; line-height: 1.2; text-wrap: pretty; }
h2 { font-size: 1.75rem; margin: 3.25rem 0 .3rem; } h3 { font-size: 1.25rem; margin: 2.25rem 0 .4rem; } h3 code { font-size: 1.05rem; }
h4 { font-size: 1.0625rem; margin: 1.5rem 0 .4rem; }
h5, h6 { font-size: .8125rem; font-weight: 600; color: var(--soft); margin: 1.1rem 0 .35rem; }
p { margin: .4rem 0; } .note { color: var(--soft); font-size: .9375rem; max-width: 44rem; }
.count { font: 400 .9375rem/1 var(--sans); color: var(--soft); margin-left: .2em; } .row { display: block; }
.reason { overflow-wrap: anywhere; unicode-bidi: isolate; } .id { color: var(--soft); font-size: .8125rem; } a, a code { text-underline-position: under; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

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
.band { display: block; width: 100%; height: .5rem; border-radius: .25rem; margin: .9rem 0 .6rem; }

summary { cursor: pointer; list-style: none; } summary::-webkit-details-marker { display: none; }
.fold > summary { padding: .35rem 0; } td > .fold > summary { padding: 0; } .fold > summary::before { content: '▸'; display: inline-block; width: 1.2em; color: var(--soft); }
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

/** The parts of the report: masthead, requirements, exchanges, charts. */
const reportStyle = `
.masthead { padding-top: 1.6rem; --tone: var(--error); }
.conformant { --tone: var(--passed); } .nonconformant { --tone: var(--failed); } .inconclusive { --tone: var(--error); }
.kicker { color: var(--soft); font-size: .875rem; margin: 0 0 .4rem; }
h1 { margin: 0; display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem 1rem; }
.verdict { color: var(--tone); font-size: clamp(2.2rem, 6vw, 3.25rem); letter-spacing: -.02em; line-height: 1.05; }
.target { font: 400 1.0625rem/1.4 var(--sans); overflow-wrap: anywhere; } .target .address { color: var(--soft); }
.because { font-size: 1.1875rem; font-weight: 600; max-width: 60rem; margin: .4rem 0 0; overflow-wrap: anywhere; }
.hand-over ul ul { margin: 0; color: var(--soft); font-size: .9375rem; } .legend-of-band { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; margin: 0 0 .3rem; font-size: .9375rem; font-variant-numeric: tabular-nums; } .legend-of-band a { color: inherit; text-decoration-color: var(--rule); }
.scope { color: var(--soft); font-size: .9375rem; margin: 0; max-width: 72rem; } .scope a { color: inherit; }
.bar { position: sticky; top: 0; z-index: 2; display: flex; align-items: baseline; gap: .2rem 1.2rem; padding: .5rem 0; background: var(--ground); border-bottom: 1px solid var(--rule);
  font-size: .9375rem; white-space: nowrap; overflow: hidden; } .bar .outcome { color: var(--tone); font-weight: 700; text-decoration: none; }
.bar-target { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; color: var(--soft); }
.panes { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 2.5rem; } .panes h2 { margin-top: 2rem; }

.defects { list-style: none; margin: .6rem 0 0; padding: 0; }
.defect { padding: .9rem 0 .8rem; border-top: 1px solid var(--rule); } .defect:last-child { border-bottom: 1px solid var(--rule); }
.defect:target, .defect:focus { background: var(--well); outline: none; box-shadow: inset .2rem 0 0 var(--link); padding-left: .8rem; }
.defect h3 { font: 600 1.0625rem/1.4 var(--sans); margin: 0; overflow-wrap: anywhere; } .defect h3 code { font-size: .9375em; }
.new { font: 600 .75rem/1 var(--sans); color: var(--sheet); background: var(--failed); border-radius: .2rem; padding: .15em .4em; vertical-align: .1em; }
.since { margin: .3rem 0 0; font-size: .9375rem; max-width: 72rem; } .since > summary { padding: 0; } .since h2 { font: 600 .875rem/1.4 var(--sans); margin: .5rem 0 0; } .since ul { margin: 0; padding-left: 1.2rem; }
.looks-like { margin: .15rem 0 0; color: var(--soft); font-size: .875rem; }
.lines { margin: .5rem 0; font-size: .9375rem; } .lines > div { display: grid; grid-template-columns: 5rem minmax(0, 1fr); padding: .15rem 0; }
.lines dt { color: var(--soft); } .lines dd { margin: 0; overflow-wrap: anywhere; } .lines .sent { color: var(--soft); font-size: .875rem; }
.defect .ids, .defect .ids ~ .note { margin-left: 1.2em; }
.defect .fold > summary { padding: .1rem 0; font-size: .9375rem; }
mark { background: var(--marked); color: var(--failed); font-family: var(--mono); font-size: .875em; padding: .05em .25em; border-radius: .2em; unicode-bidi: isolate; }
.lines .expected { font-family: var(--mono); font-size: .875em; } .lines .difference .where { margin: 0; }
.copyable { position: relative; } .copy { position: absolute; right: .3rem; top: .3rem; z-index: 1; background: var(--sheet); border: 1px solid var(--rule); border-radius: .3rem;
  padding: .05rem .5rem; font-size: .8125rem; text-decoration: none; } .reproduce pre { max-height: 16rem; }

.map { margin: .5rem 0; font-size: .875rem; } .map > div { padding: .35rem 0; border-top: 1px solid var(--rule); } .map dt { color: var(--soft); } .map dd { margin: .2rem 0 0; display: flex; flex-wrap: wrap; gap: .3rem; }
.tile { display: inline-flex; gap: .3rem; align-items: baseline; border: 1px solid var(--rule); border-radius: .3rem; padding: .1rem .45rem; background: var(--sheet); color: var(--ink); text-decoration: none; }
.tile:hover { border-color: var(--link); } .tile.failed { border-color: var(--failed); background: var(--marked); } .tile .tally { color: var(--soft); font-variant-numeric: tabular-nums; }
.index .contents ul { display: block; } .index .contents { border: 0; margin: 0; padding: .4rem 0; font-size: .9375rem; }
.passed-ones { border-top: 1px solid var(--rule); } .passed-ones > summary { padding: .5rem 0; color: var(--soft); } .area > .passed-ones:last-child { border-bottom: 1px solid var(--rule); }
.keys { border: 1px solid var(--rule); border-radius: .4rem; background: var(--sheet); color: var(--ink); padding: 1rem 1.4rem; } .keys h2 { margin: 0 0 .4rem; }
.keys dl { margin: 0 0 .6rem; } .keys div { display: grid; grid-template-columns: 2.5rem auto; } .keys dd { margin: 0; } kbd { font-family: var(--mono); }
.signature { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1.5rem; } .signature dt { color: var(--soft); font-size: .8125rem; } .signature dd { margin: 0; height: 2.2rem; border-bottom: 1px solid var(--soft); }
.hand-over ul { margin: .4rem 0; padding-left: 1.2rem; } .hand-over p { max-width: 50rem; }
@media (min-width: 75rem) {
  .panes { grid-template-columns: minmax(0, 1fr) 22rem; }
  .index { position: sticky; top: 3rem; align-self: start; max-height: calc(100vh - 3.5rem); overflow-y: auto; }
}
.notice { border: 1px solid var(--error); border-radius: .3rem; background: var(--sheet); padding: .6rem .9rem; margin: 1rem 0 0; max-width: 44rem; overflow-wrap: anywhere; }
.notice h2 { font-size: 1.1rem; margin: 0; } .notice ul { margin: .3rem 0; padding-left: 1.2rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: .8rem 1.5rem; margin: .8rem 0 0;
  padding: 1.2rem 0; border-block: 1px solid var(--rule); }
.facts div { min-width: 0; } .facts .wide { grid-column: 1 / -1; } .facts .wide + .wide { margin-top: -.2rem; }
.facts dt { color: var(--soft); font-size: .8125rem; } .facts dd { margin: 0; overflow-wrap: anywhere; } .digest { font-size: .8125rem; }
.facts.small { margin: 1rem 0 0; padding: 0; border: 0; gap: .6rem 2rem; font-size: .9375rem; }
.facts.counters { grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); margin: .8rem 0; padding: .8rem 0; } .counters dd { font-size: 1.5rem; font-family: var(--serif); }
.better h2 { font-size: 1.25rem; margin: 1.6rem 0 .3rem; } .better ol { margin: .3rem 0; padding-left: 1.4rem; max-width: 50rem; } .better li { padding: .1rem 0; }
body.wide { max-width: 88rem; }
.contents { border-block: 1px solid var(--rule); margin-top: 1.6rem; padding: .6rem 0; } .contents ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; }
.waiver.stale .state, .waiver.expired .state { color: var(--failed); } .waivers { min-width: 44rem; } .readings .others { color: var(--soft); }

.filter { display: grid; gap: .5rem; padding: 1rem 0; border-block: 1px solid var(--rule); margin-top: .8rem; }
.filter[hidden] { display: none; } .filter .text, .filter fieldset { display: grid; grid-template-columns: 6rem minmax(0, 1fr); align-items: baseline; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; } legend { float: left; padding: 0; } legend, .legend { color: var(--soft); font-size: .9375rem; }
.boxes { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; grid-column: 2; }
input[type='search'] { width: 100%; max-width: 30rem; font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--soft);
  border-radius: .3rem; padding: .4rem .6rem; }
.box { display: inline-flex; align-items: baseline; gap: .3rem; cursor: pointer; } .box input { accent-color: var(--link); }
.showing { color: var(--soft); margin: 0; }

.group > h3 { border-bottom: 0; margin-top: 2.75rem; }
.requirement { border-top: 1px solid var(--rule); content-visibility: auto; contain-intrinsic-size: auto 3.9rem; }
.area > .requirement:last-child { border-bottom: 1px solid var(--rule); }
.requirement > summary { display: grid; grid-template-columns: 1.6rem minmax(0, 1fr) auto; align-items: baseline; padding: .5rem 0; }
.requirement > summary:focus-visible, .exchange > summary:focus-visible { outline-offset: -.15rem; }
.requirement > summary:hover .says { text-decoration: underline; text-decoration-thickness: .06em; text-underline-offset: .18em; }
.requirement[open] > summary .says { font-weight: 600; } .requirement:target > summary { background: var(--well); }
.what .id { display: block; } .how { text-align: right; font-size: .875rem; padding-left: 1rem; } .how .outcome { font-weight: 600; }
.how .evidence { color: var(--soft); display: block; }
.more { padding: 0 0 1.8rem 1.6rem; } .more > .reason { font-size: 1.0625rem; max-width: 50rem; }

.steps { list-style: none; margin: 0; padding: 0; font-size: .9375rem; }
.steps li { display: grid; grid-template-columns: 2.6rem minmax(0, 1fr) auto; gap: .5rem; padding: .25rem 0; align-items: baseline; border-top: 1px solid var(--rule); }
.steps .number { text-align: right; } .steps .sent, .steps .by { color: var(--soft); font-size: .8125rem; } .purpose { margin: .6rem 0 .2rem; }
.exchange { border: 1px solid var(--rule); border-radius: .3rem; background: var(--sheet); margin-top: .4rem; padding: 0 .9rem; }
.exchange[open] { padding-bottom: .9rem; }
.exchange > summary { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .8rem; padding: .45rem 0; align-items: baseline; }
.number, .took { color: var(--soft); font-size: .8125rem; font-variant-numeric: tabular-nums; } .status { white-space: nowrap; font-variant-numeric: tabular-nums; }
.sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1.2rem; } .side pre + pre { margin-top: .3rem; }
.head { color: var(--soft); }

.fields { border-top: 1px solid var(--rule); } .fields:last-of-type { border-bottom: 1px solid var(--rule); } .fields > summary .note { margin-left: .6rem; }
.fields table { min-width: 52rem; margin-bottom: 1rem; font-size: .875rem; } .fields caption { padding-top: .3rem; }
.fields th[scope='row'] { width: 36%; } .fields th .row { color: var(--soft); } .examples { width: 28%; } .examples code { display: block; } .violated .amount:last-child { color: var(--failed); font-weight: 600; }
.unseen td, .unseen th { color: var(--soft); }
figure { margin: 1.2rem 0; } figcaption { color: var(--soft); font-size: .9375rem; padding-bottom: .3rem; }
.chart { display: block; width: 100%; min-width: 40rem; height: auto; background: var(--sheet); border: 1px solid var(--rule); border-radius: .3rem; padding: .6rem .9rem; }
.chart text { font: 13px var(--sans); fill: var(--soft); } .chart .end { text-anchor: end; } .chart .middle { text-anchor: middle; }
.bars { fill: var(--bar); } path.rule { stroke: var(--rule); fill: none; } path.limit { stroke: var(--failed); stroke-dasharray: 6 4; fill: none; }
.latencies { min-width: 38rem; } .spread { display: block; width: 100%; min-width: 10rem; max-width: 300px; height: 12px; margin-top: .4rem; } .latencies th code { white-space: nowrap; }
.spread .p95 { fill: var(--bar-soft); } .spread .p50 { fill: var(--bar); } .spread .max { fill: var(--soft); } .latencies td:nth-child(6), .latencies th:nth-child(6) { padding-left: 1rem; }

@media screen and (max-width: 44rem) {
  body { padding-inline: 1rem; } .masthead { padding-top: .8rem; } .bar { gap: .2rem .8rem; font-size: .875rem; } .bar-target, .bar [href='#provenance'] { display: none; } .lines > div { grid-template-columns: minmax(0, 1fr); } .because { font-size: 1.0625rem; } .panes h2 { margin-top: 1.2rem; } .scope, .kicker, .legend-of-band { font-size: .8125rem; } .legend-of-band { gap: 0 .9rem; } .kicker .of-api, #defects > .note, #warnings > .note { display: none; } .masthead .since, .masthead .notice { font-size: .8125rem; } .masthead .notice { padding: .3rem .7rem; margin-top: .5rem; } .sides { grid-template-columns: minmax(0, 1fr); }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .8rem 1rem; } .more { padding-left: 0; }
  .counts .means { display: none; } .how { padding-left: .6rem; } .box { padding-block: .25rem; }
  .filter .text, .filter fieldset { grid-template-columns: minmax(0, 1fr); } .boxes { grid-column: 1; }
  .requirement > summary { grid-template-columns: 1.4rem minmax(0, 1fr) auto; } .brief > li { grid-template-columns: 1.4rem minmax(0, 1fr); }
  .what .id { font-size: .75rem; } pre { padding: .6rem .7rem; } .exchange { padding-inline: .6rem; } .exchange > summary { gap: .5rem; }
  .steps li { grid-template-columns: 2rem minmax(0, 1fr) auto; }
}
`;

/** On paper: A4, light, two sheets for whoever signs, then the failures with what shows them; what is for screens stays out. */
const printStyle = `
@media print {
  :root { color-scheme: light; --ground: #fff; --sheet: #fff; --ink: #000; --soft: #444; --rule: #bbb; --well: #f4f4f4; --link: #000; --passed: #14532f; --failed: #8f1a14; --marked: #fbeceb;
    --error: #6e3900; --dependency: #4b3580; --untestable: #444; --unobserved: #2d4a60; --waived: #5c4500; --notApplicable: #4d4a45; --bar: #4f719a; --bar-soft: #bccde0; }
  @page { size: A4; margin: 16mm 16mm 18mm; @bottom-left { content: 'Conformance report'; font: 8pt sans-serif; color: #444; } @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif; color: #444; } }
  html { font-size: 9.5pt; } body, body.wide { max-width: none; padding: 0; } a { text-decoration: none; } h2, h3, h4, h5 { break-after: avoid; }
  .bar, .filter, .skip, .index .contents, .copy, .keys, #fields, #coverage, #timeline, #requirements, .reproduce, footer { display: none !important; }
  .panes, main { display: flex; flex-direction: column; } .index { order: -1; } main { gap: 0; } #hand-over { order: -4; break-after: page; }
  .on-paper[hidden] { display: block; margin: .8rem 0; padding-left: 2.2rem; font-size: 1.05rem; } .on-paper li { padding: .1rem 0; } .unanswered { display: none; }
  #defects { order: -2; } #warnings { order: -1; } .masthead { padding-top: 4mm; } .panes h2 { margin-top: 1.1rem; }
  .defect, .brief > li, .signature, tr, figure, .steps li, .map > div { break-inside: avoid; } pre { max-height: none; overflow: visible; } .facts { gap: .4rem 1.2rem; padding: .5rem 0; }
  .scroll { overflow: visible; } table, .chart { min-width: 0 !important; } .fold > summary::before { content: ''; width: 0; }
  .band, .chart, .spread, mark, .tile { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

/** The page's whole style. */
export const style = `${themeStyle}${textStyle}${reportStyle}${printStyle}`;

/** What the pages of comparison and history need beyond the style of the report. */
export const compareStyle = `

.only { display: flex; gap: .4rem; align-items: baseline; margin: .8rem 0; cursor: pointer; } .only input { accent-color: var(--link); }
.tall-scroll { max-height: 88vh; overflow: auto; border-block: 1px solid var(--rule); }
.tall-scroll thead th { position: sticky; top: 0; z-index: 1; background: var(--ground); padding-block: .5rem; box-shadow: 0 1px 0 var(--rule); }
.run-matrix th:first-child { width: 40%; min-width: 15rem; } .run-matrix td { min-width: 7rem; }
.run-matrix .group th { font: 400 1.125rem/1.2 var(--serif); padding-top: 1.4rem; border-top: 0; }
.run-matrix tbody th .id { display: block; } .run-matrix .reason, .changes .reason { font-size: .875rem; margin: .2rem 0 0; max-width: 30rem; }
.run-matrix thead th { overflow-wrap: anywhere; min-width: 7rem; }
.run-matrix summary .outcome { text-decoration: underline; text-decoration-style: dotted; text-underline-offset: .2em; }
tr.differs > th:first-child { box-shadow: inset .2rem 0 0 var(--error); padding-left: .7rem; }
main:has(#only-differences:checked) .same { display: none; }
.mark.notJudged, .outcome.notJudged { color: var(--soft); } .facts-table tbody th { color: var(--soft); white-space: nowrap; }
.verdict-word.conformant { color: var(--passed); } .verdict-word.nonconformant { color: var(--failed); } .verdict-word.inconclusive { color: var(--error); }
.changes-list { list-style: none; margin: .8rem 0 0; padding: 0; } .changes-list > li { padding: .6rem 0; border-top: 1px solid var(--rule); }
.move { font-weight: 600; margin: 0; } .move .evidence { color: var(--soft); font-weight: 400; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.run-history tbody th, .run-history td { white-space: nowrap; } .run-history td.what { white-space: normal; min-width: 19rem; } .run-history summary { color: var(--link); text-decoration: underline; text-underline-offset: .18em; } .run-history .what ul { margin: 0 0 .3rem; padding-left: 1.1rem; }
.run-history .remark { color: var(--error); margin: 0; } .run-history p { margin: 0; }
.run-trend { display: block; width: 100%; max-width: 60rem; height: 8rem; margin: 1rem 0 .3rem; background: var(--well); border-radius: .25rem; }
.run-legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; padding: 0; margin: 0 0 1.2rem; font-size: .875rem; color: var(--soft); }
.run-legend svg { width: .8rem; height: .8rem; vertical-align: -.05rem; }
@media (max-width: 44rem) {
  .run-matrix th:first-child { min-width: 11rem; } .run-matrix td, .run-matrix thead th { min-width: 5.5rem; } .run-matrix tbody th .id { font-size: .75rem; }
  th, td { padding-right: .7rem; }
}
@media print { .only { display: none; } .tall-scroll { max-height: none; overflow: visible; } .tall-scroll thead th { position: static; } }
`;
