import path from 'node:path';
import { freePort } from '../../environment/free-port.js';
import { openBrowser } from '../../environment/open-browser.js';
import { SERVER_ENTRY } from '../../environment/server-entry.js';
import { startServerProcess } from '../../environment/server-process.js';
import { withEnvironment } from '../../environment/with-environment.js';
import { openPageOnce } from './open-page.js';
import type { PageMarks } from './page-marks.js';

/** Medians, ms: `slow` with a throttled network and CPU, `quick` without. */
export interface PageTimes {
  readonly runs: number;
  readonly slow: PageMarks;
  readonly quick: PageMarks;
}

/** Opens the page of a real server in Chromium, each time as a first visit. */
export function measurePageLoad(runs: number, progress: (text: string) => void): Promise<PageTimes> {
  return withEnvironment('bench', progress, async (environment) => {
    const { folder, postgres, stopped } = environment;
    const port = await freePort();
    const server = startServerProcess(environment, {
      name: 'the Wandcast server',
      args: [...SERVER_ENTRY, '--port', String(port), '--host', '127.0.0.1', '--data', path.join(folder, 'page')],
      databaseUrl: await postgres.create('page'),
    });
    const [, code = ''] = await server.waitForOutput(/\/\?code=([A-Z0-9]+)/);
    const browser = await openBrowser();
    try {
      const times = async (slow: boolean): Promise<PageMarks> => {
        const marks: PageMarks[] = [];
        for (let run = 0; run < runs && !stopped.aborted; run++) {
          progress(`bench: opening the page, ${slow ? 'throttled' : 'unthrottled'}, ${run + 1} of ${runs}`);
          marks.push(await openPageOnce(browser, `http://127.0.0.1:${port}/?code=${code}`, slow));
        }
        return medianOf(marks);
      };
      return { runs, slow: await times(true), quick: await times(false) };
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

function medianOf(marks: readonly PageMarks[]): PageMarks {
  const median = (name: keyof PageMarks): number => {
    const sorted = marks.map((mark) => mark[name]).sort((a, b) => a - b);
    return Math.round(sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN);
  };
  return {
    signable: median('signable'),
    ringFetched: median('ringFetched'),
    ringReady: median('ringReady'),
  };
}
