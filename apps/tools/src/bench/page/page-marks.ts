/** Milestones of a page load, ms since navigation. */
export interface PageMarks {
  /** "Wake my wand" is painted and can be tapped. */
  readonly signable: number;
  /** All code of the ring has arrived. */
  readonly ringFetched: number;
  /** The ring can be pressed, if each button before it was tapped as soon as it appeared. */
  readonly ringReady: number;
}

/**
 * Runs in the page before its own scripts. Records when the join button and the ring become usable, and taps every
 * button on the way as soon as it appears.
 */
export const MARK_SCRIPT = `{
  const marks = { signable: 0, ringReady: 0 };
  const ready = Promise.withResolvers();
  window.wandcastMarks = { marks, ready: ready.promise };
  const afterPaint = (then) => requestAnimationFrame(() => setTimeout(then));
  const note = (name, then) => {
    if (marks[name] !== 0) return;
    marks[name] = -1;
    afterPaint(() => { marks[name] = performance.now(); then?.(); });
  };
  const check = () => {
    const join = document.querySelector('button[type="submit"]:not(:disabled)');
    if (join !== null) note('signable', () => join.click());
    const cast = [...document.querySelectorAll('main button')].find((button) => /^Cast/.test(button.textContent.trim()));
    if (cast !== undefined && marks.ringReady === 0 && !cast.dataset.tapped) { cast.dataset.tapped = '1'; cast.click(); }
    if (document.querySelector('button[aria-label^="Press and cast"]') !== null) note('ringReady', ready.resolve);
  };
  new MutationObserver(check).observe(document, { childList: true, subtree: true, attributes: true });
}`;

/** Evaluated in the page: a promise of {@link PageMarks}. */
export const READ_MARKS = `window.wandcastMarks.ready.then(() => {
  const { signable, ringReady } = window.wandcastMarks.marks;
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => /(Room|Cast)Page-[^/]*[.]js$/.test(name));
  return { signable, ringFetched: Math.max(...scripts.map(({ responseEnd }) => responseEnd)), ringReady };
})`;
