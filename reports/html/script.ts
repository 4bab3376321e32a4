/**
 * What the page does beyond showing: it filters by outcome and text, keeps the filter in the fragment
 * (`#?outcome=failed&text=unlink`) and opens what a link leads to. It writes no markup.
 */
export const script = `
(() => {
  'use strict';
  const form = document.querySelector('[data-filter]');
  const showing = document.querySelector('[data-showing]');
  const nothing = document.querySelector('[data-nothing]');
  const areas = [...document.querySelectorAll('[data-area]')];
  const entries = [...document.querySelectorAll('[data-outcome]')].map((element) => ({
    element,
    outcome: element.dataset.outcome,
    text: [element.querySelector('summary'), element.querySelector('.more > .reason')]
      .map((part) => (part ? part.textContent.toLowerCase() : ''))
      .join(' '),
  }));
  const text = form.elements.namedItem('text');
  const boxes = [...form.querySelectorAll('[name=outcome]')];

  function apply() {
    const outcomes = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const fits = (outcomes.size === 0 || outcomes.has(entry.outcome)) && words.every((word) => entry.text.includes(word));
      entry.element.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const area of areas) area.hidden = !area.querySelector('[data-outcome]:not([hidden])');
    nothing.hidden = shown > 0;
    showing.textContent = 'Showing ' + shown + ' of ' + entries.length + '.';
  }

  function remember() {
    const filter = new URLSearchParams();
    const outcomes = boxes.filter((box) => box.checked).map((box) => box.value);
    if (outcomes.length) filter.set('outcome', outcomes.join(','));
    if (text.value) filter.set('text', text.value);
    const told = String(filter);
    history.replaceState(null, '', '#' + (told ? '?' + told : ''));
  }

  function recall(filter) {
    const outcomes = (filter.get('outcome') || '').split(',');
    for (const box of boxes) box.checked = outcomes.includes(box.value);
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

  function follow() {
    const fragment = location.hash.slice(1);
    if (fragment.startsWith('?')) return recall(new URLSearchParams(fragment.slice(1)));
    const target = fragment && document.getElementById(decoded(fragment));
    if (!target) return;
    if (target.closest('[hidden]')) recall(new URLSearchParams());
    for (let at = target; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
    target.scrollIntoView();
    const summary = target.querySelector(':scope > summary');
    if (summary) summary.focus({ preventScroll: true });
  }

  form.addEventListener('input', () => { apply(); remember(); });
  form.addEventListener('reset', () => setTimeout(() => { apply(); remember(); }));
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', follow);
  form.hidden = false;
  apply();
  follow();
})();
`;
