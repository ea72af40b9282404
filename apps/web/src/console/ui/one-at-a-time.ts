/**
 * Runs `task` once at a time. Calls while it runs make it run once more afterwards: many changes in a row must not become
 * many requests at once, because the server answers only a few of them (SPEC M5).
 * @param task never rejects
 */
export function oneAtATime(task: () => Promise<void>): () => void {
  let [asked, begun] = [0, 0];
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (begun < asked) {
      begun = asked;
      await task();
    }
    running = undefined;
  };
  return () => {
    asked++;
    running ??= run();
  };
}
