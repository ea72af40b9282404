import { seeded } from '@wandcast/gesture';
import type { CurvePoint, ModelInfo, StageReport, TeachingNeed, TrainingProgress } from '@wandcast/protocol';
import { book } from './stage-snapshots.js';

const curve: readonly CurvePoint[] = [40, 90, 160, 260, 380, 520].map((casts, i) => ({
  at: 0.4 * (i + 1),
  casts,
  learnt: 0.97 + 0.005 * i,
  heldOut: 0.72 + 0.23 * (1 - 0.6 ** i),
}));

/** The model that the stage shows, trained by `people`. */
export function modelOf(people: number): ModelInfo {
  return {
    id: 'model-3',
    version: 3,
    kind: 'rocket',
    spells: book.map(({ id }) => id),
    threshold: 0.5,
    trainedOn: `${people * 6} casts of ${people} people`,
    accuracy: 0.957,
  };
}

/** Metrics of that model, with every figure that the stage can show. */
export function reportOf(people: number): StageReport {
  const random = seeded(people);
  const each = Math.max(3, people);
  const confusion = book.map((_, row) =>
    book.map((__, column) => (row === column ? each : random() < 0.4 ? Math.ceil(each * 0.08 * random()) : 0)),
  );
  return {
    curve,
    model: {
      ...modelOf(people),
      activatedAt: null,
      trainedAt: 0,
      seconds: 4.6,
      casts: people * 6,
      people,
      simulatedCasts: 0,
      unlabelledCasts: 0,
      origin: 'taught',
      ece: 0.02,
      perSpell: book.map(({ id }) => ({ spell: id, precision: 0.94, recall: 0.93 })),
      confusion,
      baselines: { nearest: 0.91, cnn2018: 0.74 },
      fingerprint: 'a',
      testedOn: null,
    },
  };
}

/** A training in its middle. */
export function trainingOf(people: number): TrainingProgress {
  return {
    id: 'training-1',
    origin: 'taught',
    kind: 'auto',
    stage: 'evaluating',
    done: 0.6,
    loss: 0.3,
    accuracy: 0.937,
    secondsLeft: 24,
    casts: people * 6,
    people,
    firstModelId: null,
    curve: curve.slice(0, 4),
  };
}

/** What each spell still needs: the first is complete, the second nobody has taught. */
export function needsOf(people: number): TeachingNeed[] {
  return book.map(({ id, name }, i) => ({
    spell: id,
    casts: i === 1 ? 0 : people * (6 - i),
    people: i === 1 ? 0 : Math.ceil(people / (i + 1)),
    needs: i === 0 ? null : `${name} needs 3 more casts from 2 more people`,
  }));
}
