import type { TestSource, StageReport, TrainingProgress } from '@wandcast/protocol';
import type { StageTexts } from '../../locales/en/stage';
import { FEW_SECONDS } from './time-left';

type TrainingTexts = StageTexts['training'];

/**
 * What the training view shows. A training started by a moderator takes over the view until its model is active. A
 * quick one, for a new glyph or on the room's own casts, only adds a line, so that the projector does not flicker.
 */
type TrainingView =
  | { readonly kind: 'learning'; readonly training: TrainingProgress; readonly report: StageReport | null }
  | { readonly kind: 'active'; readonly report: StageReport; readonly training: TrainingProgress | null }
  | { readonly kind: 'nothing' };

export function trainingViewOf(training: TrainingProgress | null, report: StageReport | null): TrainingView {
  if (training !== null && training.stage !== 'comparing' && (training.origin === 'taught' || report === null))
    return { kind: 'learning', training, report };
  return report === null ? { kind: 'nothing' } : { kind: 'active', report, training };
}

/** What a training is doing: "Testing itself on new people, about 25 s left". @param secondsLeft null if unknown */
export function stepText(stage: TrainingProgress['stage'], secondsLeft: number | null, texts: TrainingTexts): string {
  if (secondsLeft === null) return texts.step(stage);
  return secondsLeft <= FEW_SECONDS ? texts.stepNearlyDone(stage) : texts.stepWithTime(stage, secondsLeft);
}

/** Which model answers meanwhile: the one before, or the first one of this training, whose number the best takes over. */
export function meanwhileText(
  { firstModelId }: TrainingProgress,
  { model }: StageReport,
  texts: TrainingTexts,
): string {
  return model.id === firstModelId ? texts.firstAnswers(model.version) : texts.keepsAnswering(model.version);
}

/** What a training learns from: "From 1,212 casts by 87 people"; empty if it uses no one's casts. */
export function sourceText(
  { casts, people }: Pick<TrainingProgress, 'casts' | 'people'>,
  texts: TrainingTexts,
): string {
  return casts === null || people === null || casts === 0 ? '' : texts.source(casts, people);
}

/** What a model learned from: "1,212 casts from 87 people, 6.4 seconds". */
export function learnedText({ model }: StageReport, texts: TrainingTexts): string {
  const source =
    model.casts > 0
      ? texts.learnedFrom(model.casts, model.people)
      : model.simulatedCasts > 0
        ? texts.learnedFromGlyphs
        : texts.learnedFromOther(model.trainedOn);
  return model.seconds > 0 ? `${source}, ${texts.seconds(model.seconds)}` : source;
}

/** The line about a quick training while the active model stays on; empty if there is none. */
export function quickTrainingText(training: TrainingProgress | null, texts: TrainingTexts): string {
  if (training === null || training.stage === 'queued') return '';
  switch (training.origin) {
    case 'glyphs':
      return texts.learningGlyph;
    case 'room':
      return texts.learningFromRoom;
    case 'taught':
      return texts.step(training.stage);
    case 'file':
    case 'starter':
      return '';
  }
}

/** The large number and what it means. */
export function accuracyText(
  accuracy: number | null,
  { training, numbers }: Pick<StageTexts, 'training' | 'numbers'>,
  testedOn: Pick<TestSource, 'peopleInTraining'> | null = null,
): { readonly figure: string; readonly meaning: string } {
  return accuracy === null
    ? { figure: '', meaning: training.notTested }
    : {
        figure: numbers.chance(accuracy),
        meaning: (testedOn?.peopleInTraining ?? 0) > 0 ? training.onTestCasts : training.onNewPeople,
      };
}
