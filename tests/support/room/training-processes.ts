import { readFileSync } from 'node:fs';
import { childrenOf } from '../../../apps/tools/src/environment/process-usage.js';

/** Process ids of the running launchers of trainings that a process has started. Linux only. */
export const launchersOf = (parent: number): number[] => childrenOf(parent).filter(isRunning);

/** Process ids of the trainings that these have started. */
export const trainingsOf = (parent: number): number[] => launchersOf(parent).flatMap(childrenOf);

/** Whether it is a launcher or a training. */
export const isRunning = (pid: number): boolean => /(launcher|train)\.process\.js/.test(commandOf(pid));

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it has ended
  }
}
