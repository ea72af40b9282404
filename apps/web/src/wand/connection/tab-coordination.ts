import type { CastId } from '@wandcast/protocol';
import type { TabMessage, TabCoordination } from '@wandcast/wand';

/** Browser APIs for coordinating tabs: a channel for messages, and locks so that only one tab sends a cast. */
export interface BrowserApis {
  readonly channel: (name: string) => Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'> | undefined;
  readonly locks: Pick<LockManager, 'request'> | undefined;
}

export interface BrowserTabs extends TabCoordination {
  /** Announces that this tab closes, so that others send its pending casts. */
  closing(): void;
  /** Closes the channel. */
  stop(): void;
}

/** The browser's APIs. Insecure pages have no locks: two tabs may send a cast twice, but the server stores it once. */
const browser = (): BrowserApis => ({
  channel: (name) => {
    try {
      return new BroadcastChannel(name);
    } catch {
      return undefined; // not supported, or site data is blocked
    }
  },
  locks: 'locks' in navigator ? navigator.locks : undefined,
});

/** Coordinates the tabs of one participant. @param scope from `participantScope` */
export function browserTabs(scope: string, { channel: open, locks }: BrowserApis = browser()): BrowserTabs {
  const channel = open(`wandcast:${scope}`);
  let stopped = false;
  const broadcast = (message: TabMessage): void => {
    if (!stopped) channel?.postMessage(message); // a pending write may finish after `stop`
  };
  return {
    broadcast,
    onMessage(listener) {
      channel?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
        listener(data); // messages come only from this origin
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
        return work(); // site data is blocked: work without locks
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
