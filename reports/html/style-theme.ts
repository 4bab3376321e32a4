/** Colours and type. Colours meet WCAG AA on their grounds in both themes, and in print. */
export const themeStyle = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --sheet: #ffffff; --ink: #1b1a18; --soft: #5a5751; --rule: #dad6cd; --well: #f3f0ea; --link: #1b4b8a;
  --passed: #1c6a3f; --failed: #b0221b; --error: #8a4700; --dependency: #63479c; --untestable: #57534d;
  --unobserved: #40607a; --waived: #735700; --notApplicable: #65615a; --bar: #5f87b3; --bar-soft: #bccde0;
  --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', P052, Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141519; --sheet: #1a1c21; --ink: #ecebe6; --soft: #aaa69d; --rule: #35373e; --well: #202228; --link: #93bdff;
    --passed: #7fd3a2; --failed: #ff8d84; --error: #f7b267; --dependency: #c5acff; --untestable: #bbb6ad;
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
