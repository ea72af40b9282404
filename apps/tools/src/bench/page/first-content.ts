import type { Page } from 'playwright-core';

/** What each screen of the console shows first that was read from the database: not a heading or a placeholder. */
export const firstContent = {
  run: '.participants tbody tr:not([aria-hidden])',
  phones: '#tried-title',
  book: 'main li.row',
  label: 'section.cast svg, section.cast canvas',
  explore: 'main .filters button',
  models: 'main tbody tr',
  data: '#datasets-title',
  evenings: 'main td.seen',
  rooms: 'main tbody tr',
  team: 'main ul[aria-busy="false"] li',
} as const;

/** Opens an address in a new document. @returns ms from navigation until `selector` is on the page */
export async function firstContentMs(page: Page, url: string, selector: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'commit' });
  return page.evaluate(async (content) => {
    while (document.querySelector(content) === null) await new Promise(requestAnimationFrame);
    return performance.now();
  }, selector);
}
