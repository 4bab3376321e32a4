/** On paper: A4, light, the first page a certificate; what is folded stays folded. */
export const printStyle = `
@media print {
  :root { color-scheme: light; --ground: #fff; --sheet: #fff; --ink: #000; --soft: #444; --rule: #bbb; --well: #f4f4f4; --link: #000; --passed: #14532f; --failed: #8f1a14;
    --error: #6e3900; --dependency: #4b3580; --untestable: #444; --unobserved: #2d4a60; --waived: #5c4500; --notApplicable: #4d4a45; --bar: #4f719a; --bar-soft: #bccde0; }
  @page { size: A4; margin: 16mm; }
  html { font-size: 10pt; } body { max-width: none; padding: 0; } a { text-decoration: none; } .filter, .skip, .contents { display: none !important; } h2, h3, h4, h5 { break-after: avoid; }
  .masthead { padding-top: 6mm; } .masthead .facts { gap: .5rem 1.2rem; padding: .8rem 0; margin-top: 1.2rem; } .better h2 { margin-top: 1rem; }
  .contents + main > section:first-child { break-after: page; break-inside: avoid; } .contents + main > section:first-child h2 { margin-top: 1.2rem; }
  .requirement { content-visibility: visible; }
  .requirement > summary, .brief > li, tr, figure, .steps li { break-inside: avoid; } pre { max-height: none; overflow: visible; }
  .scroll { overflow: visible; } table, .chart { min-width: 0 !important; } .fold > summary::before { content: ''; width: 0; }
  .band, .chart, .spread { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
