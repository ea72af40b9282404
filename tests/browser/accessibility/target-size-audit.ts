import type { Page } from 'playwright-core';

/** Minimum size of touch targets on phones, and of pointer targets (WCAG 2.5.8), CSS px. */
export const FINGER = 48;
export const POINTER = 24;

/**
 * Reports targets smaller than `least`, and text or controls that overflow the page or are clipped. Empty if there are
 * none.
 */
export function unreachable(page: Page, least: number): Promise<string[]> {
  return page.evaluate((side) => {
    const problems: string[] = [];
    const nameOf = (element: Element): string => {
      const words = element.getAttribute('aria-label') ?? element.textContent.trim();
      return `${element.localName}.${element.getAttribute('class') ?? ''} "${words.slice(0, 40)}"`;
    };
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) &&
      element.closest('.visually-hidden, dialog:not([open])') === null;

    const targets = 'button, a[href], select, textarea, summary, [role="button"], input, label:has(input)';
    for (const element of document.querySelectorAll(targets)) {
      if (!isShown(element)) continue;
      // Its label is the target.
      if (element instanceof HTMLInputElement && element.labels?.length && element.closest('label')) continue;
      // Inline links are exempt.
      if (element.closest('p') !== null && getComputedStyle(element).display === 'inline') continue;
      const { width, height } = element.getBoundingClientRect();
      const least = Math.min(width, height) + 0.1;
      if (least < side) problems.push(`${width.toFixed(0)} x ${height.toFixed(0)} px: ${nameOf(element)}`);
    }

    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) problems.push(`the page is ${wide} px wide on a screen of ${innerWidth}`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (node.textContent?.trim() === '' || element === null || !isShown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right } = range.getBoundingClientRect();
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (textOverflow === 'ellipsis' || /auto|scroll/.test(overflowX)) continue;
      if (left < -1 || right > innerWidth + 1) problems.push(`off the page: ${nameOf(element)}`);
      if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
        problems.push(`cut off: ${nameOf(element)}`);
    }
    return problems;
  }, least);
}

/**
 * Reports controls without a visible border in forced colors, which remove backgrounds and shadows. Empty if there are
 * none.
 */
export function vanished(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, [role="application"], input, label:has([type="radio"])')]
      .filter(
        (element) => element.checkVisibility({ opacityProperty: true }) && element.closest('.visually-hidden') === null,
      )
      .filter((element) => {
        const around = [element, element.closest('.field') ?? element].map((one) => getComputedStyle(one));
        return !around.some(
          (style) =>
            (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') ||
            (style.borderTopStyle !== 'none' && style.borderTopWidth !== '0px'),
        );
      })
      .map((element) => `no edge: ${element.localName}.${element.getAttribute('class') ?? ''}`),
  );
}
