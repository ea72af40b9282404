import type { Environment } from '../../environment/environment.js';
import { openBrowser } from '../../environment/open-browser.js';
import { becomeOwner } from '../../room-client/sign-in-as-owner.js';
import { fillEvening } from '../growth/fill-evening.js';
import { firstContent, firstContentMs } from '../page/first-content.js';
import { startWandcast } from '../servers/wandcast/wandcast-process.js';
import { calibrate } from './calibrate.js';
import { timeFigure, type Figure } from './figure.js';

const EVENING = { casts: 10_000, people: 143, rounds: 3 };
const CONSOLE = { width: 1280, height: 800 };
const PROJECTOR = { width: 1920, height: 1080 };

/** Stage and console of a server with 10,000 casts, until they show what was read from its database. */
export async function measurePages(environment: Environment, run: number): Promise<Figure[]> {
  const site = await startWandcast(environment, `pages_${run}`);
  const browser = await openBrowser();
  try {
    const session = await becomeOwner(site.url, site.setUpToken);
    await fillEvening(site.databaseUrl, EVENING, (stored) => {
      environment.progress(`bench: storing casts, ${stored} of ${EVENING.casts}`);
    });
    const figures: Figure[] = [];
    const context = await browser.newContext({ viewport: PROJECTOR });
    const stage = await context.newPage();
    const stageUrl = `${site.url}/stage?token=${site.stageToken}`;
    figures.push(timeFigure('stage', await firstContentMs(stage, stageUrl, 'main.picture'), calibrate()));
    await context.close();
    const signedIn = await browser.newContext({ viewport: CONSOLE });
    await signedIn.addCookies([
      { name: 'wandcast', value: session, url: site.url, httpOnly: true, sameSite: 'Strict' },
    ]);
    const page = await signedIn.newPage();
    for (const [screen, selector] of Object.entries(firstContent)) {
      environment.progress(`bench: console, ${screen}`);
      const ms = await firstContentMs(page, `${site.url}/console#${screen}`, selector);
      figures.push(timeFigure(`console, ${screen}`, ms, calibrate()));
    }
    return figures;
  } finally {
    await browser.close();
    await site.server.stop();
  }
}
