import { seeded, simulateRoom } from '@wandcast/gesture';
import { leastSurprise } from './calibration.js';
import { MIN_PEOPLE, heldOutOf, judgedOf, type Contest } from './contest.js';
import { usersOf } from './folds.js';
import type { Helper } from './recogniser.js';
import { firstRocket } from './rocket.js';

/** More people teach more than more casts. */
const PEOPLE = 100;
const CASTS_PER_SPELL = 100;
/** A simulated cast beside a real one: real ones overtake it soon. */
const SIMULATED_WEIGHT = 0.2;

/** Fewest real casts of each spell that could do without help. */
const ENOUGH_CASTS = 5;

/** Simulated casts of glyphs. @param glyphs SVG path by spell */
export function simulatedHelpers(glyphs: Readonly<Record<string, string>>, seed: number): Helper[] {
  const room = simulateRoom(glyphs, { people: PEOPLE, castsPerSpell: CASTS_PER_SPELL }, seeded(seed));
  return room.map((cast) => ({ ...cast, weight: SIMULATED_WEIGHT, origin: 'simulated' }));
}

/**
 * Whether casts of people not met are less surprising to a head that learnt from the helpers too. Where a spell has too
 * few real casts to ask, they are needed.
 */
export async function doHelp({ lessons, spells, seed, effort, progress }: Contest): Promise<boolean> {
  const { casts, helpers } = lessons;
  const counts = spells.map((spell) => casts.filter(({ label }) => label === spell));
  if (counts.some((own) => own.length < ENOUGH_CASTS || usersOf(own).length < MIN_PEOPLE)) return true;
  const surprise = async (help: readonly Helper[]): Promise<number> => {
    const options = { seed, effort, purpose: 'measure', onStep: progress.step } as const;
    const fitted = await firstRocket.fit({ casts, helpers: help }, spells, options);
    const judged = judgedOf(heldOutOf(fitted), casts, spells);
    fitted.dispose();
    return leastSurprise(judged);
  };
  return (await surprise(helpers)) < (await surprise([]));
}
