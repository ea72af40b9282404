import { toFailure, type EventCode, type Profile, type Welcome } from '@wandcast/protocol';
import { Wand, newKey, type CastStore } from '@wandcast/wand';
import { UsageError } from '../cli/command.js';

/** How long a server may take to let a wand in, ms; a whole room that returns at once needs a few seconds. */
const JOIN_MS = 30_000;

/** Origin and join code of the room behind `url`; the code is asked of a server on this machine where none is given. */
export async function findRoom(url: string, code: string | undefined): Promise<{ url: string; code: string }> {
  if (!URL.canParse(url)) throw new UsageError(`--url "${url}" is not an address`);
  const { origin, searchParams } = new URL(url);
  const given = code ?? searchParams.get('code');
  if (given !== null) return { url: origin, code: given };
  const response = await fetch(`${origin}/api/events`).catch(() => undefined);
  if (response === undefined) throw new UsageError(`no server answers at ${origin}`);
  if (!response.ok) throw new UsageError(`${origin} does not tell its join code from here: pass --code`);
  return { url: origin, code: ((await response.json()) as { code: EventCode }).code };
}

/** What makes a wand someone's: wands of one key are one person's. */
export interface Own {
  readonly key?: string;
  /** Where casts are kept, as an earlier wand left them. */
  readonly store?: CastStore;
  /** How long no server may answer, ms. */
  readonly patienceMs?: number;
  /** Gives up when it aborts. */
  readonly leaving?: AbortSignal;
}

/** Lets one wand in. @throws UsageError with the server's own sentence where it refuses */
export async function joinRoom(
  room: { url: string; code: string },
  profile: Profile,
  { key = newKey(), store, leaving, patienceMs = JOIN_MS }: Own = {},
): Promise<JoinedWand> {
  const wand = new Wand({ ...room, key, profile, ...(store && { store }) });
  const giveUp = new AbortController();
  const welcome = await new Promise<Welcome>((resolve, reject) => {
    const refuse = (): void => {
      reject(new UsageError(`no server let us in at ${room.url}`));
    };
    const late = setTimeout(refuse, patienceMs);
    if (leaving?.aborted === true) refuse();
    leaving?.addEventListener('abort', refuse, { signal: giveUp.signal });
    giveUp.signal.addEventListener('abort', () => { clearTimeout(late); }); // prettier-ignore
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
      giveUp.abort();
    });
  return { wand, welcome };
}

export interface JoinedWand {
  readonly wand: Wand;
  readonly welcome: Welcome;
}
