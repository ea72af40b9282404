import type { ModelKind, TrainingEnd, TrainingProgress } from '@wandcast/protocol';

const stages = {
  queued: 'Waiting its turn',
  reading: 'Reading the taught casts',
  simulating: 'Imagining casts of the glyphs',
  evaluating: 'Testing on people it has never met',
  training: 'Learning',
  saving: 'Writing it down',
  comparing: 'Asking the baselines the same',
} as const satisfies Record<TrainingProgress['stage'], string>;

/** A training's stage in words: "Learning". */
export function stageWords({ stage }: Pick<TrainingProgress, 'stage'>): string {
  return stages[stage];
}

/** What is left, as one would say it: "about 4 s left"; empty where nobody knows. */
export function leftWords(secondsLeft: number | null): string {
  if (secondsLeft === null) return '';
  if (secondsLeft < 1.5) return 'about a second left';
  if (secondsLeft < 90) return `about ${Math.round(secondsLeft)} s left`;
  return `about ${Math.round(secondsLeft / 60)} min left`;
}

const counted = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

const reasons = {
  taught: 'The training you asked for',
  glyphs: 'A glyph was drawn',
  room: 'From the room’s own casts',
  file: 'From a file',
  starter: 'The starter',
} as const satisfies Record<TrainingProgress['origin'], string>;

/** Why a training runs, and what it learns from where people taught it: "The training you asked for, 40 casts of 4 people". */
export function reasonWords({ origin, casts, people }: Pick<TrainingProgress, 'origin' | 'casts' | 'people'>): string {
  if (casts === null || people === null || casts === 0) return reasons[origin];
  return `${reasons[origin]}, ${counted(casts, 'cast', 'casts')} of ${counted(people, 'person', 'people')}`;
}

/** How a training ended, for the moderator. A training that ended well speaks through the model it made. */
export function endWords({ outcome, failure }: TrainingEnd, awake: number | undefined): string | null {
  const still = awake === undefined ? 'No model is awake.' : `v${awake} is still awake, nobody noticed.`;
  switch (outcome) {
    case 'done':
      return null;
    case 'canceled':
      return `Stopped. ${still}`;
    case 'failed':
      return `${failure?.message ?? 'It broke off without saying why.'} ${still}`;
  }
}

/** Kinds one may ask for, the first by default. */
export const kinds = [
  { kind: 'auto', name: 'The best of all', hint: 'each kind is tried on people it has not met' },
  { kind: 'blend', name: 'Blend', hint: 'both networks and the kernels together' },
  { kind: 'rocket', name: 'Random kernels', hint: 'quickest, and good with few casts' },
  { kind: 'cnn', name: 'Convolutional network', hint: 'learns in passes over the book' },
  { kind: 'cnn2018', name: 'The network of 2018', hint: 'as in the talk this comes from' },
] as const satisfies readonly { kind: ModelKind; name: string; hint: string }[];
