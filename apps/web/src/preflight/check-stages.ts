import type { Check } from '@wandcast/protocol';

/** Steps of the preflight, in order. */
export const stages = ['page', 'motion', 'hold', 'link', 'trips', 'browser'] as const;
export type Stage = (typeof stages)[number] | 'before' | 'over';

const stageOf: Readonly<Record<Check, (typeof stages)[number]>> = {
  secure: 'page',
  load: 'page',
  motion: 'motion',
  rate: 'hold',
  signs: 'hold',
  link: 'link',
  networkOrigin: 'link',
  roundTrip: 'trips',
  clock: 'trips',
  screen: 'browser',
  storage: 'browser',
};

/** Progress of a check at a stage of the preflight. */
export function progressOf(check: Check, stage: Stage): 'waiting' | 'running' | 'done' {
  if (stage === 'before') return 'waiting';
  if (stage === 'over') return 'done';
  const [own, now] = [stages.indexOf(stageOf[check]), stages.indexOf(stage)];
  return own < now ? 'done' : own === now ? 'running' : 'waiting';
}
