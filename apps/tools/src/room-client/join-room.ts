import { toFailure, type EventCode, type Profile, type Welcome } from '@wandcast/protocol';
import { Wand, newKey, type CastStore } from '@wandcast/wand';
import { UsageError } from '../cli/usage-error.js';

/** Default timeout for joining, ms. A whole room that reconnects at once needs a few seconds. */
const JOIN_TIMEOUT_MS = 30_000;

/** Address and join code of a room. */
export interface RoomAddress {
  readonly url: string;
  readonly code: string;
}

/**
 * Origin and join code of the room behind `url`. Without a code, asks the server, which reveals it on the same machine only.
 * @throws UsageError if the address is invalid or the server does not reveal its code
 */
export async function findRoom(url: string, code: string | undefined): Promise<RoomAddress> {
  if (!URL.canParse(url)) throw new UsageError(`--url "${url}" is not an address`);
  const { origin, searchParams } = new URL(url);
  const given = code ?? searchParams.get('code');
  if (given !== null) return { url: origin, code: given };
  const response = await fetch(`${origin}/api/events`).catch(() => undefined);
  if (response === undefined) throw new UsageError(`no server answers at ${origin}`);
  if (!response.ok) throw new UsageError(`${origin} does not reveal its join code to this machine: pass --code`);
  return { url: origin, code: ((await response.json()) as { code: EventCode }).code };
}

interface JoinOptions {
  /** Wands with the same key belong to the same person. */
  readonly key?: string;
  /** Holds the pending casts of an earlier wand. */
  readonly store?: CastStore;
  readonly timeoutMs?: number;
  /** Gives up as soon as it aborts. */
  readonly signal?: AbortSignal;
}

export interface JoinedWand {
  readonly wand: Wand;
  readonly welcome: Welcome;
}

/** Joins a room with one wand. @throws UsageError with the server's own message if it refuses */
export async function joinRoom(
  room: RoomAddress,
  profile: Profile,
  { key = newKey(), store, signal, timeoutMs = JOIN_TIMEOUT_MS }: JoinOptions = {},
): Promise<JoinedWand> {
  const wand = new Wand({ ...room, key, profile, ...(store && { store }) });
  const settled = new AbortController();
  const welcome = await new Promise<Welcome>((resolve, reject) => {
    const giveUp = (): void => {
      reject(new UsageError(`could not join at ${room.url}`));
    };
    const timer = setTimeout(giveUp, timeoutMs);
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp, { signal: settled.signal });
    settled.signal.addEventListener('abort', () => { clearTimeout(timer); }); // prettier-ignore
    const off = wand.on('state', (state) => {
      if (state.kind === 'connecting') return;
      off();
      if (state.kind === 'joined' || state.kind === 'lost') {
        resolve(state.welcome);
        return;
      }
      const { code, message } = state.kind === 'over' ? toFailure('event-over') : state.failure;
      reject(new UsageError(`${code}: ${message}`));
    });
    wand.join();
  })
    .catch((error: unknown) => {
      wand.leave();
      throw error;
    })
    .finally(() => {
      settled.abort();
    });
  return { wand, welcome };
}
