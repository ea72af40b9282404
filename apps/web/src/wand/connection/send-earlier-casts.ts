import type { Failure } from '@wandcast/protocol';
import { Wand, type CastStore } from '@wandcast/wand';
import { pageStorage } from '../../shared/storage/local-storage';
import { loadMembership, type Membership } from './membership';
import { codeInScope, participantScope, pendingCastStore, storedScopes } from './pending-cast-store';
import { browserTabs } from './tab-coordination';

/** Failures after which nobody can receive the casts any more. Another database at this address may know the event. */
const GONE = new Set<Failure['code']>(['participant-forgotten']);

/** How long an event that does not take its casts holds up those of others, ms. */
const PATIENCE_MS = 60_000;

/**
 * Sends casts that this phone kept in other events: it was offline when they ended, and opened the next code.
 * @param own scope of the current participant  @param stopped ends it; what is left is sent another time
 * @param refused scopes of events that refused this phone, which are not asked again
 */
export async function sendEarlierCasts(own: string, stopped: AbortSignal, refused: Set<string>): Promise<void> {
  for (const scope of await storedScopes()) {
    const code = codeInScope(scope);
    const membership = loadMembership(pageStorage(), code);
    if (scope === own || membership === undefined || participantScope(code, membership.key) !== scope) continue;
    if (stopped.aborted) return;
    if (!refused.has(scope) && !(await sendAll(code, membership, scope, stopped))) refused.add(scope);
  }
}

/** Joins an event until none of its casts are pending. @returns false if it refuses this phone */
async function sendAll(
  code: string,
  { key, profile }: Membership,
  scope: string,
  stopped: AbortSignal,
): Promise<boolean> {
  const [store, tabs] = [pendingCastStore(scope), browserTabs(scope)];
  const wand = new Wand({ url: location.origin, code, key, profile: () => profile, store, tabs });
  const isAdmitted = await new Promise<boolean>((resolve) => {
    const end = (isRefused: boolean): void => {
      clearTimeout(timer);
      resolve(!isRefused);
    };
    const timer = setTimeout(end, PATIENCE_MS, false);
    const stop = end.bind(null, false);
    stopped.addEventListener('abort', stop, { once: true });
    wand.on('waiting', (count) => {
      if (count === 0) stop();
    });
    wand.on('state', (state) => {
      if (state.kind !== 'refused') return;
      if (GONE.has(state.failure.code)) void clear(store).finally(stop);
      else end(!state.failure.mayRetry);
    });
    wand.join();
  });
  wand.leave();
  tabs.stop();
  return isAdmitted;
}

async function clear(store: CastStore): Promise<void> {
  for (const { castId } of await store.list()) await store.remove(castId);
}
