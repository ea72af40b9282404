import { seeded, spotMovements } from '@wandcast/gesture';
import { DEFAULT_SPOTTING_THRESHOLD, argmax, usersOf, type Fold } from '@wandcast/recognition';
import { loadModel, train } from '@wandcast/recognition/tensorflow';
import { continuousStream } from './continuous-stream.js';
import { matchAnswers, type MatchedStream, type SpottedAnswer } from './match-answers.js';

/** The stream of one held-out person, answered by a model that never saw them. */
export interface PersonResult {
  readonly user: string;
  readonly minutes: number;
  readonly threshold: number;
  readonly matched: MatchedStream;
}

/** Trains without the people of a fold, then listens to each of them for as long as their casts last. */
export async function measureSpotting(fold: Fold, spells: readonly string[], seed: number): Promise<PersonResult[]> {
  const { artifact } = await train({ casts: fold.train }, { kind: 'auto', spells, seed, live: false, spotting: true });
  const threshold = artifact.card.spottingThreshold ?? DEFAULT_SPOTTING_THRESHOLD;
  const model = await loadModel(artifact);
  const results = usersOf(fold.test).map((user, i) => {
    const own = fold.test.filter((cast) => cast.user === user);
    const stream = continuousStream(own, seeded(7_919 * seed + 31 * i + spells.length * own.length));
    const answers = spotMovements(stream.signal).map(({ signal, from, to, foundAt }): SpottedAnswer => {
      const askedAt = performance.now();
      const [probabilities = []] = model.predict([signal]);
      const answeredAt = foundAt + performance.now() - askedAt;
      const best = argmax(probabilities);
      return { from, to, answeredAt, label: spells[best] ?? '', confidence: probabilities[best] ?? 0 };
    });
    return { user, minutes: stream.minutes, threshold, matched: matchAnswers(stream, answers, threshold) };
  });
  model.dispose();
  return results;
}
