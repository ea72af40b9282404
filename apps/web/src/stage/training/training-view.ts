import type { StageReport, TrainingProgress } from '@wandcast/protocol';
import { percentWords } from '../../shared/format/percent-text';

/**
 * What the training view shows. A training that was asked for takes it over until its model is live; a glyph's or the
 * room's own takes seconds and only adds a line, so that nothing comes and goes on the projector.
 */
export type TrainingView =
  | { readonly kind: 'learning'; readonly training: TrainingProgress; readonly report: StageReport | null }
  | { readonly kind: 'awake'; readonly report: StageReport; readonly training: TrainingProgress | null }
  | { readonly kind: 'nobody' };

export function trainingViewOf(training: TrainingProgress | null, report: StageReport | null): TrainingView {
  if (training !== null && training.stage !== 'comparing' && (training.origin === 'taught' || report === null))
    return { kind: 'learning', training, report };
  return report === null ? { kind: 'nobody' } : { kind: 'awake', report, training };
}

const stages = {
  queued: 'Waiting its turn',
  reading: 'Reading everyone’s casts',
  simulating: 'Imagining a hundred hands',
  evaluating: 'Testing itself on new people',
  training: 'Going over the book',
  saving: 'Writing it down',
  comparing: 'Asking its rivals the same',
} as const satisfies Record<TrainingProgress['stage'], string>;

/** What a training is at, for a room. */
export function roomWords({ stage, secondsLeft }: Pick<TrainingProgress, 'stage' | 'secondsLeft'>): string {
  if (secondsLeft === null || secondsLeft < 1) return stages[stage];
  return `${stages[stage]}, about ${Math.round(secondsLeft)} s left`;
}

const counted = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** What a training learns from, for a room: "From 1,212 casts of 87 people"; empty where it is no people's. */
export function sourceWords({ casts, people }: Pick<TrainingProgress, 'casts' | 'people'>): string {
  if (casts === null || people === null || casts === 0) return '';
  return `From ${counted(casts, 'cast', 'casts')} of ${counted(people, 'person', 'people')}`;
}

/** What a model learnt from, for a room: "1,212 casts from 87 people, 6.4 seconds". */
export function learntWords({ model }: StageReport): string {
  const seconds = model.seconds > 0 ? [`${model.seconds.toFixed(1)} seconds`] : [];
  if (model.casts === 0 && model.simulatedCasts > 0)
    return ['Learnt from drawings of the spells', ...seconds].join(', ');
  if (model.casts === 0) return [`Learnt from ${model.trainedOn}`, ...seconds].join(', ');
  const from = `${counted(model.casts, 'cast', 'casts')} from ${counted(model.people, 'person', 'people')}`;
  return [from, ...seconds].join(', ');
}

/** The line a quick training adds while the model that is awake goes on; empty without one. */
export function meanwhileWords(training: TrainingProgress | null): string {
  if (training === null || training.stage === 'queued') return '';
  switch (training.origin) {
    case 'glyphs':
      return 'Learning a new glyph';
    case 'room':
      return 'Learning from what you just cast';
    case 'taught':
      return stages[training.stage];
    case 'file':
    case 'starter':
      return '';
  }
}

/** The large number, and what it says; honest where nothing was measured. */
export function scoreOf(accuracy: number | null): { readonly figure: string; readonly words: string } {
  return accuracy === null
    ? { figure: '', words: 'not tested on people yet' }
    : { figure: percentWords(accuracy), words: 'on people it has never met' };
}
