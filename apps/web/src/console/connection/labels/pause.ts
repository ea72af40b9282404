/** A pause that can be ended early. */
export interface Pause {
  /** Resolves after `ms`, or when the pause is ended. */
  wait(ms: number): Promise<void>;
  end(): void;
}

export function createPause(): Pause {
  let end: () => void = () => undefined;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    end: () => {
      end();
    },
  };
}
