import { setTimeout as sleep } from 'node:timers/promises';
import type { SiteServer } from '../site/site-server.js';

/** Pause between two requests. */
const POLL_MS = 50;

/** Asks `/health` while `goesOn`. @returns whether it said 503 with a reason; ends at the first time it does */
export async function watchHealth(server: SiteServer, goesOn: () => boolean): Promise<boolean> {
  while (goesOn()) {
    const health = await server.health();
    if (health?.code === 503 && health.reason !== undefined) return true;
    await sleep(POLL_MS);
  }
  return false;
}
