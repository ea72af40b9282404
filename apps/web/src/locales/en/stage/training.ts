import type { TrainingProgress } from '@wandcast/protocol';
import { numbers } from '../numbers';
import { casts, people, wands } from './nouns';

const steps: Readonly<Record<TrainingProgress['stage'], string>> = {
  queued: 'Waiting its turn',
  reading: 'Reading everyone’s casts',
  simulating: 'Imagining a hundred hands',
  evaluating: 'Testing itself on new people',
  training: 'Going over the book',
  saving: 'Saving',
  comparing: 'Comparing with simpler methods',
};

/** Training, and the accuracy of the model. */
export const training = {
  nothing: 'Nothing learned yet',
  nothingMore: 'Teach it a few spells, and it learns them here.',
  learning: 'Learning',
  awake: (version: number) => `Model v${version} is awake`,
  step: (step: TrainingProgress['stage']) => steps[step],
  stepWithTime: (step: TrainingProgress['stage'], seconds: number) =>
    `${steps[step]}, about ${numbers.count(seconds)} s left`,
  stepNearlyDone: (step: TrainingProgress['stage']) => `${steps[step]}, a few seconds left`,
  /** What a training learns from. */
  source: (castCount: number, peopleCount: number) => `From ${casts(castCount)} by ${people(peopleCount)}`,
  /** What the active model learned from. */
  learnedFrom: (castCount: number, peopleCount: number) => `${casts(castCount)} from ${people(peopleCount)}`,
  learnedFromGlyphs: 'Learned from drawings of the spells',
  learnedFromOther: (description: string) => `Learned from ${description}`,
  seconds: (seconds: number) => `${numbers.seconds(1_000 * seconds)} seconds`,
  learningGlyph: 'Learning a new glyph',
  learningFromRoom: 'Learning from what you just cast',
  notTested: 'not tested on people yet',
  onNewPeople: 'on people it has never met',
  onTestCasts: 'on casts kept aside to test it',
  counts: (castCount: number, wandCount: number) => `${casts(castCount)} kept, ${wands(wandCount)} awake.`,
  keepsAnswering: (version: number) => `v${version} keeps answering for now`,
  firstAnswers: (version: number) => `A first v${version} answers already`,
  knownSpells: 'Spells it knows',
  confusion: 'Spells as meant and as recognized',
  meant: 'meant',
  recognizedAs: 'recognized as',
  recognizedByAs: (version: number) => `recognized by v${version} as`,
  curve: 'Learning curve',
  castsAxis: 'casts it learned from',
  secondsAxis: 'seconds',
  trainedPeople: 'people it trained on',
  newPeople: 'people it has never met',
  nearest: (accuracy: string) => `nearest neighbor, ${accuracy}`,
};
