import type { LinearHead } from './linear-head.js';
import type { HeadScores } from './open-set-gate.js';
import type { Example } from './training-examples.js';

/** Fewest spells that are left when one is held out: a classifier of one spell is always certain. */
const MIN_LEFT = 2;

interface FittedHeads {
  readonly classifier: Pick<LinearHead, 'heldOut'>;
  readonly detector: Pick<LinearHead, 'heldOut'>;
  readonly examples: readonly Example[];
  /** Group of each example. */
  readonly groupOf: readonly string[];
  /** Spell of each class. */
  readonly spellOf: readonly string[];
}

/**
 * Recorded casts as heads score them that were never taught their spell: movements of the people in the room that match
 * no spell, unlike any negative that the detector was trained on. Exact without refitting, because each class of a
 * {@link LinearHead} is fitted on its own: the rows of the spell and of its negatives are left out, and its classes
 * dropped.
 * @returns none with fewer than three spells
 */
export function heldOutSpells({ classifier, detector, examples, groupOf, spellOf }: FittedHeads): HeadScores[] {
  if (new Set(spellOf).size <= MIN_LEFT) return [];
  const heldOutWith = examples.map((one, row) => spellOf[spellBehind(one, spellOf.length) ?? -1] ?? `row ${row}`);
  const [scores, detections] = [classifier.heldOut(heldOutWith), detector.heldOut(heldOutWith)];
  return examples.flatMap(({ origin, spell }, row) => {
    if (origin !== 'recorded') return [];
    const isLeft = (_: number, k: number): boolean => spellOf[k] === undefined || spellOf[k] !== spellOf[spell];
    return {
      scores: (scores.get(row) ?? []).filter(isLeft),
      detections: (detections.get(row) ?? []).filter(isLeft),
      group: groupOf[row] ?? '',
    };
  });
}

/** Class that an example was taught as, or that its movement derives from; undefined for simulated negatives. */
function spellBehind({ origin, spell, source }: Example, unknown: number): number | undefined {
  if (spell < unknown) return spell;
  return origin === 'reversed' || origin === 'rotated' ? source : undefined;
}
