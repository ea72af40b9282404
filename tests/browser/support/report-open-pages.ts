import { afterEach } from 'vitest';
import { openBrowsers } from './browser.js';

/** After a failed test, logs the content of every open page: a timeout alone does not show what went wrong. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const pages = openBrowsers().flatMap((browser) => browser.contexts().flatMap((context) => context.pages()));
  for (const page of pages) {
    const shown = await page.locator('body').ariaSnapshot({ timeout: 5_000 }).catch(String);
    console.error(`left open by "${task.name}": ${page.url()}\n${shown}`);
  }
});
