/** What the pages of comparison and history need beyond the style of the report. */
export const compareStyle = `
body.wide { max-width: 84rem; }
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
