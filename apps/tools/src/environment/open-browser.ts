import type { Browser } from 'playwright-core';
import { UsageError } from '../cli/usage-error.js';

/** Launches Chromium, from $CHROMIUM if set. @throws UsageError if there is none */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  try {
    const { chromium } = await import('playwright-core');
    return await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet],
    });
  } catch (error) {
    throw new UsageError(`no Chromium to load the page in (${(error as Error).message.split('\n')[0] ?? ''})`);
  }
}
