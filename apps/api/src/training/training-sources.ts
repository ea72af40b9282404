import type { DatasetSource, TestSource } from '@wandcast/protocol';
import { usersOf, type Trained } from '@wandcast/recognition';
import type { TaughtSet } from './training-casts.repository.js';
import type { TrainingScope } from './training-data.service.js';

/** The casts of a training. */
export interface RunData {
  readonly taught: TaughtSet;
  /** Null to test on held-out people. */
  readonly test: TaughtSet | null;
}

/** Adds the datasets it was trained and tested on to the model's card. */
export function withSources(
  { artifact, ...trained }: Trained,
  { source, test }: TrainingScope,
  data: RunData,
): Trained {
  const { card } = artifact;
  return {
    ...trained,
    artifact: {
      ...artifact,
      card: {
        ...card,
        trainedOn: { ...card.trainedOn, ...(source !== null && { dataset: source }) },
        ...(test !== null && data.test !== null && { testedOn: testSource(test, data.test, data.taught) }),
      },
    },
  };
}

function testSource(dataset: DatasetSource, test: TaughtSet, taught: TaughtSet): TestSource {
  const [people, known] = [usersOf(test.casts), new Set(usersOf(taught.casts))];
  const peopleInTraining = people.filter((user) => known.has(user)).length;
  return { ...dataset, tested: test.casts.length, people: people.length, peopleInTraining };
}
