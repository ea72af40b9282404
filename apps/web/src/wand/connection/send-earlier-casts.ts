import type { Failure } from '@wandcast/protocol';
import { Wand, type CastStore } from '@wandcast/wand';
import { pageStorage } from '../../shared/storage/local-storage';
import { loadMembership, type Membership } from './membership';
import { codeInScope, participantScope, pendingCastStore, storedScopes } from './pending-cast-store';
import { browserTabs } from './tab-coordination';

/** Failures after which nobody can receive the casts any more. */
const GONE = new Set<Failure['code']>(['event-unknown', 'participant-forgotten']);

/** How long an event that does not take its casts holds up those of others, ms. */
const PATIENCE_MS = 60_000;

/**
 * Sends casts that this phone kept in other events: it was offline when they ended, and opened the next code.
 * @param own scope of the current participant  @param stopped ends it; what is left is sent another time
 */
export async function sendEarlierCasts(own: string, stopped: AbortSignal): Promise<void> {
  for (const scope of await storedScopes()) {
    const code = codeInScope(scope);
    const membership = loadMembership(pageStorage(), code);
    if (scope === own || membership === undefined || participantScope(code, membership.key) !== scope) continue;
    if (stopped.aborted) return;
    await sendAll(code, membership, scope, stopped);
  }
}

/** Joins an event until none of its casts are pending. */
async function sendAll(code: string, { key, profile }: Membership, scope: string, stopped: AbortSignal): Promise<void> {
  const [store, tabs] = [pendingCastStore(scope), browserTabs(scope)];
  const wand = new Wand({ url: location.origin, code, key, profile: () => profile, store, tabs });
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    stopped.addEventListener('abort', end, { once: true });
    wand.on('waiting', (count) => {
      if (count === 0) end();
    });
    wand.on('state', (state) => {
      if (state.kind !== 'refused') return;
      if (GONE.has(state.failure.code)) void clear(store).finally(end);
      else end();
    });
    wand.join();
  });
  wand.leave();
  tabs.stop();
}

async function clear(store: CastStore): Promise<void> {
  for (const { castId } of await store.list()) await store.remove(castId);
}
