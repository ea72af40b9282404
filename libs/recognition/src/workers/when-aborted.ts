/**
 * Waits for an abort, until it is not needed any more. The listener is removed by hand, because the signal may outlive what
 * waits: of several listeners that signals of their own remove, Node 20 can leave all but the last one on it.
 * @returns what rejects with the reason of `abort`, and how to stop to wait
 */
export function whenAborted(abort: AbortSignal | undefined): {
  readonly aborted: Promise<never>;
  readonly stop: () => void;
} {
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => {
      reject(abort?.reason as Error);
    };
    abort?.addEventListener('abort', onAbort);
  });
  return {
    aborted,
    stop: () => {
      abort?.removeEventListener('abort', onAbort);
    },
  };
}
