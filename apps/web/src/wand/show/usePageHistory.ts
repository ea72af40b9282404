import { onScopeDispose } from 'vue';

/** Entries in the browser's history for pages above the first one: its back button closes them instead of leaving the room. */
export interface PageHistory {
  /** Adds or leaves entries until there are as many as pages are open above the first one. */
  readonly follow: (depth: number) => void;
  /** Calls `close` when someone went back to this many of them. */
  readonly onBack: (close: (depth: number) => void) => void;
}

export function usePageHistory(): PageHistory {
  /** Entries of such pages up to the current one: a reload keeps them. */
  let entries = depthOf(history.state);
  let wanted = entries;
  /** The browser goes back later; until then nothing else can be changed. */
  let isLeaving = false;
  let close: (depth: number) => void = () => undefined;

  function settle(): void {
    if (isLeaving) return;
    if (wanted < entries) {
      isLeaving = true;
      history.go(wanted - entries);
      return;
    }
    for (; entries < wanted; entries++) history.pushState({ depth: entries + 1 }, '');
  }
  function arrive({ state }: PopStateEvent): void {
    entries = depthOf(state);
    if (isLeaving) {
      isLeaving = false;
      settle();
      return;
    }
    wanted = Math.min(wanted, entries);
    close(entries);
  }
  window.addEventListener('popstate', arrive);
  onScopeDispose(() => {
    window.removeEventListener('popstate', arrive);
  });
  return {
    follow(depth) {
      wanted = depth;
      settle();
    },
    onBack(act) {
      close = act;
    },
  };
}

function depthOf(state: unknown): number {
  const depth = (state as { readonly depth?: unknown } | null)?.depth;
  return typeof depth === 'number' ? depth : 0;
}
