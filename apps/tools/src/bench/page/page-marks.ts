/** When a page did what, ms since it was opened. */
export interface PageMarks {
  /** "Wake my wand" can be tapped, and is painted. */
  readonly signable: number;
  /** All code of the ring is there. */
  readonly ringFetched: number;
  /** The ring of whoever tapped at once can be pressed. */
  readonly ringReady: number;
}

/**
 * Runs in the page before its own scripts: notes when the button of the book and the ring can be used, and taps its way from
 * the one to the other, as fast as a finger that does not hesitate.
 */
export const MARKING = `{
  const marks = { signable: 0, ringReady: 0 };
  const ready = Promise.withResolvers();
  window.wandcastMarks = { marks, ready: ready.promise };
  const afterPaint = (then) => requestAnimationFrame(() => setTimeout(then));
  const note = (name, then) => {
    if (marks[name] !== 0) return;
    marks[name] = -1;
    afterPaint(() => { marks[name] = performance.now(); then?.(); });
  };
  const look = () => {
    const wake = document.querySelector('button[type="submit"]:not(:disabled)');
    if (wake !== null) note('signable', () => wake.click());
    const cast = [...document.querySelectorAll('main button')].find((button) => /^Cast/.test(button.textContent.trim()));
    if (cast !== undefined && marks.ringReady === 0 && !cast.dataset.tapped) { cast.dataset.tapped = '1'; cast.click(); }
    if (document.querySelector('button[aria-label^="Press and cast"]') !== null) note('ringReady', ready.resolve);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}`;

/** Asked of the page: a promise of what was noted, and of what the browser itself noted. */
export const READING = `window.wandcastMarks.ready.then(() => {
  const { signable, ringReady } = window.wandcastMarks.marks;
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => /(Room|Cast)Page-[^/]*[.]js$/.test(name));
  return { signable, ringFetched: Math.max(...scripts.map(({ responseEnd }) => responseEnd)), ringReady };
})`;
