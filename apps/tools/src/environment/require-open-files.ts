import { UsageError } from '../cli/usage-error.js';
import { openFileLimit } from './process-usage.js';

/** @param others open files besides the sockets of the wands  @throws UsageError if this process may not open as many */
export function requireOpenFiles(wands: number, others: number): void {
  const [needed, allowed] = [wands + others, openFileLimit()];
  if (needed > allowed)
    throw new UsageError(`${wands} wands need ${needed} open files, this shell allows ${allowed}: ulimit -n ${needed}`);
}
