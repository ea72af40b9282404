import type { NodeSession } from './node-session.js';

/** How long another node may take to ask the database and to answer, ms. */
const ASKING_MS = 300;

/** How long it may take to take a node off the list, ms: its phones wait for it. */
const TELLING_MS = 1_000;

/** Nodes that a leaving one asks to take its rooms over. */
const MOST_TOLD = 2;

const addressOf = (origin: string, id: string): string => new URL(`/api/nodes/${id}`, origin).href;

/** Origin of another node that the database answers now; undefined if there is none. @param session of this node */
export async function findHearing({ id, peers }: Pick<NodeSession, 'id' | 'peers'>): Promise<string | undefined> {
  const hears = async ({ url }: { readonly url: string | null }): Promise<string> => {
    if (url === null) throw new Error('it does not listen yet');
    const { ok } = await fetch(addressOf(url, id), { signal: AbortSignal.timeout(ASKING_MS) });
    if (!ok) throw new Error('it does not hear the database either');
    return url;
  };
  return Promise.any(peers.map(hears)).catch(() => undefined);
}

/** False if this takes longer than another node may take. */
export function withinAsking(answering: Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => {
    setTimeout(resolve, ASKING_MS, false).unref();
  });
  return Promise.race([answering, late]);
}

/** Tells another node that the one with this id no longer serves its rooms. @throws Error if it does not answer */
export async function tellLeft(origin: string, id: string): Promise<void> {
  const { ok, status } = await fetch(addressOf(origin, id), {
    method: 'DELETE',
    signal: AbortSignal.timeout(TELLING_MS),
  });
  if (!ok) throw new Error(`HTTP ${status}`);
}

/** Tells one of the others, or a second one if that does not take over: it may be leaving, too. @param session of this node */
export async function tellOneLeft({ id, peers }: Pick<NodeSession, 'id' | 'peers'>): Promise<void> {
  for (const url of peers.flatMap((peer) => peer.url ?? []).slice(0, MOST_TOLD)) {
    const isTold = await tellLeft(url, id).then(
      () => true,
      () => false,
    );
    if (isTold) return;
  }
}
