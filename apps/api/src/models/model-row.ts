import type { ModelInfo, ModelOrigin, ModelSummary, SpellId, SpellScore } from '@wandcast/protocol';
import type { Baselines, ModelCard } from '@wandcast/recognition';

/** A model's row without its weights. */
export interface ModelRow {
  readonly id: string;
  /** Null if a later model of the same training took over its number, or if it was damaged and discarded. */
  readonly version: number | null;
  readonly kind: string;
  readonly origin: ModelOrigin;
  readonly card: ModelCard;
  readonly threshold: number | null;
  readonly baselines: Baselines | null;
  readonly note: string;
  /** First activation. */
  readonly activatedAt: Date | null;
  /** The event of that; null if it was in the only room of an earlier version. */
  readonly activatedInId: string | null;
  readonly createdAt: Date;
}

/** SQL: the columns of a {@link ModelRow}. */
export const MODEL_COLUMNS = `id, version, kind, origin, card, threshold, baselines, note, activated_at AS "activatedAt",
  activated_in_id AS "activatedInId", created_at AS "createdAt"`;

export function modelInfo({ id, version, kind, card, threshold }: ModelRow): ModelInfo {
  return {
    id,
    version: version ?? 0,
    kind,
    spells: card.spells as SpellId[],
    threshold: threshold ?? card.threshold,
    ...(card.spottingThreshold !== undefined && { spottingThreshold: card.spottingThreshold }),
    trainedOn: card.trainedOn.description,
    accuracy: measured(card)?.accuracy ?? null,
  };
}

/** @param nicknames by participant id, to name the person with the lowest accuracy */
export function modelSummary(row: ModelRow, nicknames: ReadonlyMap<string, string>): ModelSummary {
  const { trainedOn, seconds } = row.card;
  const metrics = measured(row.card);
  const worst = metrics?.worstUser ?? null;
  return {
    ...modelInfo(row),
    trainedAt: row.createdAt.getTime(),
    activatedAt: row.activatedAt?.getTime() ?? null,
    note: row.note,
    seconds,
    casts: trainedOn.casts,
    people: trainedOn.people,
    simulatedCasts: trainedOn.simulatedCasts,
    unlabelledCasts: trainedOn.unlabelledCasts,
    origin: row.origin,
    worst: worst && { nickname: nicknames.get(worst.user) ?? 'someone', accuracy: worst.accuracy },
    ece: metrics?.ece ?? null,
    perSpell: scores(row.card.spells as SpellId[], metrics?.confusion ?? null),
    confusion: metrics?.confusion ?? null,
    baselines: row.baselines,
    fingerprint: trainedOn.fingerprint,
    dataset: trainedOn.dataset ?? null,
    testedOn: row.card.testedOn ?? null,
  };
}

/** Whether everything that is shown of a model can be read from its card. */
export function isWhole(row: ModelRow): boolean {
  try {
    modelSummary(row, new Map());
    return true;
  } catch {
    return false;
  }
}

/** Accuracy on people the model has not met, 0..1; null if it was tested on a dataset with people it learned from. */
export function accuracyOnNewPeople(card: Pick<ModelCard, 'trainedOn' | 'testedOn' | 'metrics'>): number | null {
  return (card.testedOn?.peopleInTraining ?? 0) > 0 ? null : (measured(card)?.accuracy ?? null);
}

/** Metrics if they are about real casts; metrics on simulated people say nothing about participants. */
function measured({
  trainedOn,
  testedOn,
  metrics,
}: Pick<ModelCard, 'trainedOn' | 'testedOn' | 'metrics'>): ModelCard['metrics'] | null {
  return trainedOn.casts === 0 && testedOn === undefined ? null : metrics;
}

function scores(spells: readonly SpellId[], confusion: readonly (readonly number[])[] | null): SpellScore[] {
  const share = (right: number, all: number): number | null => (all === 0 ? null : right / all);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return spells.map((spell, i) => {
    const right = confusion?.[i]?.[i] ?? 0;
    return {
      spell,
      precision: share(right, sum(confusion?.map((row) => row[i] ?? 0) ?? [])),
      recall: share(right, sum(confusion?.[i] ?? [])),
    };
  });
}
