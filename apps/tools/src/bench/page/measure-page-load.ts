import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../environment/free-port.js';
import { loadOnce, openBrowser } from './open-page.js';
import type { PageMarks } from './page-marks.js';
import { startServerProcess } from '../environment/server-process.js';
import { withSite } from '../environment/with-environment.js';

const SERVER = fileURLToPath(new URL('../../../../api/dist/main.js', import.meta.url));

/** Medians, ms; `slow` on a slow phone and network, `quick` on this machine as it is. */
export interface PageTimes {
  readonly runs: number;
  readonly slow: PageMarks;
  readonly quick: PageMarks;
}

/** Opens the page of a real server in Chromium, each time as someone new. */
export function loadPages(runs: number, progress: (text: string) => void): Promise<PageTimes> {
  return withSite(progress, async (site) => {
    const port = await freePort();
    const server = startServerProcess(site, {
      name: 'our server',
      args: [SERVER, '--port', String(port), '--host', '127.0.0.1', '--data', path.join(site.folder, 'page')],
      databaseUrl: await site.postgres.create('page'),
    });
    const [, code = ''] = await server.says(/\/\?code=([A-Z0-9]+)/);
    const browser = await openBrowser();
    try {
      const times = async (slow: boolean): Promise<PageMarks> => {
        const marks: PageMarks[] = [];
        for (let run = 0; run < runs && !site.stopped.aborted; run++) {
          progress(`bench: opening the page, ${slow ? 'slowly' : 'quickly'}, ${run + 1} of ${runs}`);
          marks.push(await loadOnce(browser, `http://127.0.0.1:${port}/?code=${code}`, slow));
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
