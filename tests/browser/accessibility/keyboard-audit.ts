import type { Page } from 'playwright-core';

/** Maximum number of tab stops. A page with more is considered a keyboard trap. */
const MOST = 60;

/**
 * Tabs through the page from its start until the focus leaves it. Reports stops without a visible focus, and keyboard
 * traps. Empty if there are no problems.
 */
export async function keyboardProblems(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.setPosition(document.body, 0); // start tabbing at the top
  });
  const problems: string[] = [];
  const seen = new Set<string>();
  for (let stop = 0; stop < MOST; stop++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const { activeElement: element } = document;
      if (element === null || element === document.body) return undefined;
      const shown = element.closest('label') ?? element;
      const visible = [element, shown].some((one) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      const box = shown.getBoundingClientRect();
      const place = [...document.querySelectorAll('*')].indexOf(element);
      const words = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30);
      const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return { place: `${place}`, words: `${element.localName} "${words}"`, visible, inSight };
    });
    if (at === undefined) return problems;
    if (seen.has(at.place)) return problems; // completed one cycle
    seen.add(at.place);
    if (!at.visible) problems.push(`focus cannot be seen: ${at.words}`);
    if (!at.inSight) problems.push(`focus is out of sight: ${at.words}`);
  }
  return [...problems, `after ${MOST} stops there is no way out`];
}
