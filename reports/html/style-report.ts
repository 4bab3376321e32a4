/** The parts of the report: masthead, requirements, exchanges, charts. */
export const reportStyle = `
.masthead { padding-top: 3.5rem; --tone: var(--error); }
.masthead.conformant { --tone: var(--passed); } .masthead.nonconformant { --tone: var(--failed); }
.kicker { color: var(--soft); font-size: .9375rem; margin: 0 0 .6rem; }
h1 { margin: 0; display: flex; flex-direction: column; gap: .2rem; }
.verdict { color: var(--tone); font-size: clamp(2.6rem, 9vw, 4.5rem); letter-spacing: -.02em; line-height: 1; }
.target { font-size: clamp(1.3rem, 4vw, 1.75rem); font-weight: 400; margin-top: .6rem; overflow-wrap: anywhere; }
.because { font-size: 1.125rem; max-width: 44rem; margin: .5rem 0 0; overflow-wrap: anywhere; }
.notice { border: 1px solid var(--error); border-radius: .3rem; background: var(--sheet); padding: .6rem .9rem; margin: 1rem 0 0; max-width: 44rem; overflow-wrap: anywhere; }
.notice h2 { font-size: 1.1rem; margin: 0; } .notice ul { margin: .3rem 0; padding-left: 1.2rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: .8rem 1.5rem; margin: 2rem 0 0;
  padding: 1.2rem 0; border-block: 1px solid var(--rule); }
.facts div { min-width: 0; } .facts .wide { grid-column: 1 / -1; } .facts .wide + .wide { margin-top: -.2rem; }
.facts dt { color: var(--soft); font-size: .8125rem; } .facts dd { margin: 0; overflow-wrap: anywhere; } .digest { font-size: .8125rem; }
.facts.small { margin: 1rem 0 0; padding: 0; border: 0; gap: .6rem 2rem; font-size: .9375rem; }
.facts.counters { grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); margin: .8rem 0; padding: .8rem 0; } .counters dd { font-size: 1.5rem; font-family: var(--serif); }
.better h2 { font-size: 1.25rem; margin: 1.6rem 0 .3rem; } .better ol { margin: .3rem 0; padding-left: 1.4rem; max-width: 50rem; } .better li { padding: .1rem 0; }
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

@media (max-width: 44rem) {
  body { padding-inline: 1rem; } .masthead { padding-top: 2rem; } .sides { grid-template-columns: minmax(0, 1fr); }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .8rem 1rem; } .more { padding-left: 0; }
  .counts .means { display: none; } .how { padding-left: .6rem; } .box { padding-block: .25rem; }
  .filter .text, .filter fieldset { grid-template-columns: minmax(0, 1fr); } .boxes { grid-column: 1; }
  .requirement > summary { grid-template-columns: 1.4rem minmax(0, 1fr) auto; } .brief > li { grid-template-columns: 1.4rem minmax(0, 1fr); }
  .what .id { font-size: .75rem; } pre { padding: .6rem .7rem; } .exchange { padding-inline: .6rem; } .exchange > summary { gap: .5rem; }
  .steps li { grid-template-columns: 2rem minmax(0, 1fr) auto; }
}
`;
