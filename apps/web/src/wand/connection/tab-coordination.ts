import type { CastId } from '@wandcast/protocol';
import type { TabMessage, TabCoordination } from '@wandcast/wand';

/** What of the browser is needed: two pages of one phone talk by a channel, and take turns by locks. */
export interface Between {
  readonly channel: (name: string) => Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'> | undefined;
  readonly locks: Pick<LockManager, 'request'> | undefined;
}

export interface BrowserTabs extends TabCoordination {
  /** This page goes: what it has not sent is up to the others. */
  closing(): void;
  /** Nothing is heard any more. */
  stop(): void;
}

/** The browser's own; without locks (insecure pages have none) two pages may send a cast twice, and it is stored once. */
const browser = (): Between => ({
  channel: (name) => {
    try {
      return new BroadcastChannel(name);
    } catch {
      return undefined; // there is none, or site data is blocked
    }
  },
  locks: 'locks' in navigator ? navigator.locks : undefined,
});

/** The other tabs in which one person is in one room. `room` names both of them, as the store of their casts does. */
export function browserTabs(room: string, { channel: open, locks }: Between = browser()): BrowserTabs {
  const channel = open(`wandcast:${room}`);
  let stopped = false;
  const broadcast = (message: TabMessage): void => {
    if (!stopped) channel?.postMessage(message); // what is still on its way to the store may end after that
  };
  return {
    broadcast,
    onMessage(listener) {
      channel?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
        listener(data); // of this origin and this build's own pages alone
      });
    },
    async claim<T extends object | string>(castId: CastId, work: () => Promise<T>): Promise<T | undefined> {
      if (locks === undefined) return work();
      const turn = { begun: false };
      try {
        return await locks.request(`wandcast:${castId}`, { ifAvailable: true }, async (lock) => {
          turn.begun = true;
          return lock === null ? undefined : work();
        });
      } catch (error) {
        if (turn.begun) throw error;
        return work(); // where site data is blocked no page takes turns: this one is alone
      }
    },
    closing: () => {
      broadcast({ kind: 'closing' });
    },
    stop: () => {
      stopped = true;
      channel?.close();
    },
  };
}
