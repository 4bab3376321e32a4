/**
 * What the page does beyond showing: it filters by outcome, evidence, operation and text, keeps the filter in the
 * fragment (`#?outcome=failed&evidence=stated&text=unlink`) and opens what a link leads to. It writes no markup.
 */
export const script = `
(() => {
  'use strict';
  const facets = ['outcome', 'evidence', 'operation'];
  const form = document.querySelector('[data-filter]');
  const showing = document.querySelector('[data-showing]');
  const nothing = document.querySelector('[data-nothing]');
  const all = document.querySelector('[data-all]');
  const requirements = document.getElementById('requirements');
  const groups = [...document.querySelectorAll('[data-area], [data-group]')];
  const entries = [...document.querySelectorAll('details[data-outcome]')].map((element) => ({ element, text: null }));
  const folds = [...document.querySelectorAll('[data-passed]')];
  const keys = document.querySelector('[data-keys]');
  const text = form.elements.namedItem('text');
  const boxes = [...form.querySelectorAll('input[type=checkbox]')];

  /** Read when somebody first searches: a page may be long. */
  function textOf(entry) {
    entry.text ??= [...entry.element.querySelectorAll('summary .what, :scope > .more > .reason, .more > .facts')]
      .map((part) => part.textContent.toLowerCase())
      .join(' ');
    return entry.text;
  }

  function chosen(facet) {
    return boxes.filter((box) => box.name === facet && box.checked).map((box) => box.value);
  }

  function apply() {
    const wanted = facets.map((facet) => [facet, chosen(facet)]).filter(([, values]) => values.length > 0);
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const data = entry.element.dataset;
      const fits = wanted.every(([facet, values]) => values.includes(data[facet])) &&
        words.every((word) => textOf(entry).includes(word));
      entry.element.hidden = !fits;
      if (fits) shown += 1;
    }
    const isFiltered = wanted.length > 0 || words.length > 0;
    for (const fold of folds) {
      const count = fold.querySelectorAll('details[data-outcome]:not([hidden])').length;
      fold.querySelector('[data-count]').textContent = count;
      fold.hidden = count === 0;
      if (isFiltered || fold.dataset.auto) fold.open = isFiltered;
      fold.dataset.auto = isFiltered ? 'yes' : '';
    }
    for (const group of groups) group.hidden = !group.querySelector('details[data-outcome]:not([hidden])');
    nothing.hidden = shown > 0;
    all.hidden = !isFiltered;
    showing.textContent = 'Showing ' + shown + ' of ' + entries.length + '.';
  }

  function remember() {
    const filter = new URLSearchParams();
    for (const facet of facets) if (chosen(facet).length > 0) filter.set(facet, chosen(facet).join(','));
    if (text.value) filter.set('text', text.value);
    const told = String(filter).replaceAll('%2C', ',');
    history.replaceState(null, '', '#' + (told ? '?' + told : ''));
  }

  function recall(filter) {
    const wanted = Object.fromEntries(facets.map((facet) => [facet, filter.getAll(facet).join(',').split(',')]));
    for (const box of boxes) box.checked = wanted[box.name].includes(box.value);
    text.value = filter.get('text') || '';
    apply();
  }

  function decoded(fragment) {
    try {
      return decodeURIComponent(fragment);
    } catch {
      return fragment;
    }
  }

  /** What stands above is laid out as it comes near, and may push the target away again. */
  function bring(target, times = 3) {
    target.scrollIntoView();
    if (times > 1) requestAnimationFrame(() => bring(target, times - 1));
  }

  function follow() {
    const fragment = location.hash.slice(1);
    if (fragment.startsWith('?')) {
      recall(new URLSearchParams(fragment.slice(1)));
      bring(requirements);
      requirements.focus({ preventScroll: true });
      return;
    }
    const target = fragment && document.getElementById(decoded(fragment));
    if (!target) return;
    if (target.closest('[hidden]')) recall(new URLSearchParams());
    for (let at = target; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
    bring(target);
    const summary = target.querySelector(':scope > summary');
    if (summary) summary.focus({ preventScroll: true });
  }

  /** Goes to the next or the one before of what failed, then of all that is shown. */
  function step(by) {
    const stops = [...document.querySelectorAll('.defect, details[data-outcome]:not([hidden]) > summary')]
      .filter((one) => one.checkVisibility());
    const at = stops.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
    const next = stops[at === -1 ? (by > 0 ? 0 : stops.length - 1) : at + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'center' });
  }

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    '/': () => { text.focus(); text.scrollIntoView({ block: 'center' }); },
    '?': () => keys.showModal(),
  };
  addEventListener('keydown', (event) => {
    const isTyping = event.target.closest && event.target.closest('input, textarea, dialog');
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });

  for (const button of document.querySelectorAll('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const code = button.parentElement.querySelector('code');
      const name = button.firstChild;
      try {
        await navigator.clipboard.writeText(code.textContent);
        name.textContent = 'Copied';
      } catch {
        getSelection().selectAllChildren(code);
        name.textContent = 'Selected: copy it';
      }
      setTimeout(() => { name.textContent = 'Copy'; }, 2000);
    });
  }

  form.addEventListener('input', () => { apply(); remember(); });
  form.addEventListener('reset', () => setTimeout(() => { apply(); remember(); }));
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', follow);
  form.hidden = false;
  apply();
  follow();
  // Once it is loaded the browser goes to the fragment itself, and takes the focus away.
  addEventListener('load', () => setTimeout(follow));
})();
`;
