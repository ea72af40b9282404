/** What a terminal or a service manager sends to all processes of a server. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Leaves it to the parent when this process ends. A terminal sends Ctrl-C to both, as a service manager its SIGTERM; the
 * parent then returns a training to the queue, which must not have failed before.
 */
export function ignoreSignals(): void {
  for (const signal of STOP_SIGNALS) process.on(signal, () => undefined);
}
