import { afterEach } from 'vitest';
import { openBrowsers } from './browser.js';

/** Says what was on every page that a failed test left open: what was waited for is not there, and that alone explains nothing. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const pages = openBrowsers().flatMap((browser) => browser.contexts().flatMap((context) => context.pages()));
  for (const page of pages) {
    const shown = await page.locator('body').ariaSnapshot({ timeout: 5_000 }).catch(String);
    console.error(`left open by "${task.name}": ${page.url()}\n${shown}`);
  }
});
