/** A rectangle in CSS pixels of the viewport. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** One line of a visible text. */
export interface ShownText {
  readonly text: string;
  /** Tag and classes of its element, for people. */
  readonly place: string;
  /** The letters without the empty parts of the line above and below them. */
  readonly box: Rect;
  /** The part of the page that may show it: the viewport, and every ancestor that clips. */
  readonly clip: Rect;
  /** Number of its element; the lines of an element share it. Negative for text on a canvas. */
  readonly element: number;
  /** Elements around it that have text of their own. */
  readonly inside: readonly number[];
  /** It ends in an ellipsis, and nothing on the element says that this is intended. */
  readonly isShortened: boolean;
}

/**
 * Lists the visible lines of text of a page, in HTML and SVG. Runs in the page, so it is self-contained. Leaves out text
 * that is nearly transparent, hidden under something opaque, or in motion, as rows that change places.
 */
export function shownTexts(): ShownText[] {
  const LEAST_OPACITY = 0.2;
  /** A line box is taller than its letters, so this share of it does not count, above and below. */
  const EMPTY = 0.24;
  const numbers = new Map<Element, number>();
  const numberOf = (element: Element): number => {
    const known = numbers.get(element) ?? numbers.size;
    numbers.set(element, known);
    return known;
  };
  const chainOf = (element: Element): Element[] => {
    const chain: Element[] = [];
    for (let one: Element | null = element; one !== null; one = one.parentElement) chain.push(one);
    return chain;
  };
  const hasText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
  const isOpaque = (element: Element): boolean => {
    const { backgroundColor, opacity } = getComputedStyle(element);
    const alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(backgroundColor)?.[1] ?? '1';
    return Number(alpha) > 0.9 && Number(opacity) > 0.9;
  };
  /** Whether something opaque lies above the middle of a box, such as a sheet or a dark cover. */
  const isCovered = (element: Element, { left, top, right, bottom }: Rect): boolean => {
    for (const one of document.elementsFromPoint((left + right) / 2, (top + bottom) / 2)) {
      if (one === element || one.contains(element) || element.contains(one)) return false;
      if (isOpaque(one)) return true;
    }
    return false;
  };
  /** An endless animation does not count: it decorates text that stays. */
  const isMoving = (element: Element): boolean =>
    element.getAnimations().some(({ effect, playState }) => {
      const isEndless = effect?.getTiming().iterations === Infinity;
      const frames = effect instanceof KeyframeEffect ? effect.getKeyframes() : [];
      return (
        playState === 'running' && !isEndless && frames.some((frame) => 'transform' in frame || 'translate' in frame)
      );
    });
  const scrolls = (element: Element, axis: 'x' | 'y'): boolean => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const overflow = axis === 'x' ? overflowX : overflowY;
    const isRoot = element === document.scrollingElement;
    if (isRoot) return overflow !== 'hidden' && getComputedStyle(document.body).overflowY !== 'hidden' && axis === 'y';
    return overflow === 'auto' || overflow === 'scroll';
  };
  /** Whatever is beyond a scrollable edge can be reached, so it is not cut. */
  const clipOf = (chain: readonly Element[]): Rect => {
    const clip = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    let [x, y] = [true, true]; // whether edges further out still cut
    for (const one of chain) {
      const { overflowX, overflowY } = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      const isRoot = one === document.documentElement || one === document.body;
      if (x && overflowX !== 'visible' && !isRoot && !scrolls(one, 'x'))
        Object.assign(clip, { left: Math.max(clip.left, box.left), right: Math.min(clip.right, box.right) });
      if (y && overflowY !== 'visible' && !isRoot && !scrolls(one, 'y'))
        Object.assign(clip, { top: Math.max(clip.top, box.top), bottom: Math.min(clip.bottom, box.bottom) });
      if (scrolls(one, 'x')) x = false;
      if (scrolls(one, 'y')) y = false;
    }
    if (x) Object.assign(clip, { left: Math.max(clip.left, 0), right: Math.min(clip.right, innerWidth) });
    if (y) Object.assign(clip, { top: Math.max(clip.top, 0), bottom: Math.min(clip.bottom, innerHeight) });
    return clip;
  };

  const shown: ShownText[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim().replace(/\s+/g, ' ') ?? '';
    const element = node.parentElement;
    if (text === '' || element === null || element.closest('.visually-hidden, [class*="-leave-active"]')) continue;
    const style = getComputedStyle(element);
    const chain = chainOf(element);
    const opacity = chain.reduce((product, one) => product * Number(getComputedStyle(one).opacity), 1);
    if (style.visibility !== 'visible' || opacity <= LEAST_OPACITY || chain.some(isMoving)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const shortens = chain.find((one) => getComputedStyle(one).textOverflow === 'ellipsis');
    const isShortened =
      shortens !== undefined &&
      shortens.scrollWidth > shortens.clientWidth + 1 &&
      !shortens.hasAttribute('title') &&
      !shortens.hasAttribute('data-shortened');
    const clip = clipOf(chain);
    for (const { left, top, right, bottom, height } of range.getClientRects()) {
      const box = { left: left + 1, top: top + height * EMPTY, right: right - 1, bottom: bottom - height * EMPTY };
      if (box.right <= box.left || height === 0) continue;
      // The letters that an ellipsis replaces are not shown.
      if (shortens !== undefined) {
        if (box.left >= clip.right) continue;
        box.right = Math.min(box.right, clip.right);
      }
      if (isCovered(element, box)) continue;
      shown.push({
        text,
        place: [element.tagName.toLowerCase(), ...element.classList].join('.'),
        box,
        clip,
        element: numberOf(element),
        inside: chain.slice(1).filter(hasText).map(numberOf),
        isShortened,
      });
    }
  }
  return shown;
}
