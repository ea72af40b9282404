import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CastId, SpellId } from '@wandcast/protocol';
import type { LabeledCast, UnlabeledCast } from '@wandcast/recognition';
import { CastsRepository, type CastSamples } from '../casting/storage/casts.repository.js';
import { storedSignal } from '../casting/storage/stored-signal.js';
import { DatasetsRepository } from '../curation/datasets/datasets.repository.js';

/** Casts read and unpacked before yielding to the event loop: about 5 ms. */
const PAGE = 50;

/** Most unlabeled casts used for self-training, newest first. More improve the model little and take longer. */
const MAX_UNLABELED = 600;

export interface TaughtSet {
  readonly casts: LabeledCast[];
  /** Ids of `casts`, in the same order. */
  readonly ids: CastId[];
}

/** Reads training data page by page. */
@Injectable()
export class TrainingCastsRepository {
  constructor(
    private readonly stored: CastsRepository,
    private readonly datasets: DatasetsRepository,
  ) {}

  /** The taught casts of these spells. @throws the reason of `abort` */
  async taught(eventId: string, spells: readonly SpellId[], abort: AbortSignal): Promise<TaughtSet> {
    return this.inUse(await readAll((after) => this.stored.pageTaught(eventId, after, PAGE), spells, abort));
  }

  /** The casts of a dataset saved with one of these spells. @throws the reason of `abort` */
  async ofDataset(datasetId: string, spells: readonly SpellId[], abort: AbortSignal): Promise<TaughtSet> {
    return this.inUse(await readAll((after) => this.datasets.page(datasetId, after, PAGE), spells, abort));
  }

  /** Without the casts that went out of use while the others were read: all of an import, or none, is trained on. */
  private async inUse({ casts, ids }: TaughtSet): Promise<TaughtSet> {
    const usable = await this.stored.listUsable(ids);
    const isUsed = (id: CastId | undefined): boolean => id !== undefined && usable.has(id);
    return { casts: casts.filter((_, i) => isUsed(ids[i])), ids: ids.filter(isUsed) };
  }

  /** The newest unlabeled casts, at most MAX_UNLABELED. @throws the reason of `abort` */
  async unlabeled(eventId: string, abort: AbortSignal): Promise<UnlabeledCast[]> {
    const casts: UnlabeledCast[] = [];
    for (let before: CastId | null = null; casts.length < MAX_UNLABELED;) {
      const page: CastSamples[] = await this.stored.pageUnlabeled(eventId, before, PAGE);
      casts.push(...page.map((cast) => ({ user: cast.participantId, signal: storedSignal(cast) })));
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      before = last.id;
      await nextTurn();
      abort.throwIfAborted();
    }
    return casts;
  }
}

async function readAll(
  pageAfter: (after: CastId | null) => Promise<CastSamples[]>,
  spells: readonly SpellId[],
  abort: AbortSignal,
): Promise<TaughtSet> {
  const set: TaughtSet = { casts: [], ids: [] };
  for (let after: CastId | null = null; ;) {
    const page: CastSamples[] = await pageAfter(after);
    for (const cast of page) {
      if (cast.spellId === null || !spells.includes(cast.spellId)) continue;
      set.ids.push(cast.id);
      set.casts.push({ user: cast.participantId, label: cast.spellId, signal: storedSignal(cast) });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return set;
    after = last.id;
    await nextTurn();
    abort.throwIfAborted();
  }
}
