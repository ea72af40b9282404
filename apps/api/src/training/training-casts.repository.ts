import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CastId, SpellId } from '@wandcast/protocol';
import { coresetOf, type LabeledCast, type UnlabeledCast } from '@wandcast/recognition';
import { CastsRepository, type CastSamples, type TaughtCast } from '../casting/storage/casts.repository.js';
import { storedSignal } from '../casting/storage/stored-signal.js';
import { DatasetsRepository } from '../curation/datasets/datasets.repository.js';
import { PrismaService } from '../platform/database/prisma.service.js';

/** Casts read and unpacked before yielding to the event loop: about 5 ms. */
const PAGE = 50;
/** The same for casts without samples. */
const LONG_PAGE = 500;

/** Most unlabeled casts used for self-training, newest first. More improve the model little and take longer. */
const MAX_UNLABELED = 600;

export interface TaughtSet {
  readonly casts: LabeledCast[];
  /** Ids of `casts`, in the same order. */
  readonly ids: CastId[];
}

/** The source of training casts. */
export interface CastSource {
  readonly eventId: string;
  /** The casts of a dataset, each with the spell it was saved with; all taught casts if null. */
  readonly datasetId: string | null;
  /** A dataset whose casts are left out; null for none. */
  readonly without: string | null;
}

/** Reads training data page by page. Of many casts, only those that a model learns from are unpacked. */
@Injectable()
export class TrainingCastsRepository {
  constructor(
    private readonly stored: CastsRepository,
    private readonly datasets: DatasetsRepository,
    private readonly prisma: PrismaService,
  ) {}

  /** The casts of these spells from a source, or a coreset of many. @throws the reason of `abort` */
  async read(source: CastSource, spells: readonly SpellId[], abort: AbortSignal): Promise<TaughtSet> {
    const chosen = coresetOf(await this.list(source, spells, abort));
    const set: TaughtSet = { casts: [], ids: [] };
    for (let first = 0; first < chosen.length; first += PAGE) {
      const page = chosen.slice(first, first + PAGE);
      const stored = new Map((await this.stored.listStored(page.map(({ id }) => id))).map((row) => [row.id, row]));
      for (const { id, user, label } of page) {
        const row = stored.get(id);
        if (row === undefined) continue; // deleted meanwhile
        set.ids.push(id);
        set.casts.push({ user, label, signal: storedSignal(row) });
      }
      await nextTurn();
      abort.throwIfAborted();
    }
    return this.inUse(set);
  }

  /** Number of casts per spell that {@link read} would choose from, for spells that have any. */
  async count(source: CastSource, spells: readonly SpellId[]): Promise<ReadonlyMap<SpellId, number>> {
    const counts = new Map<SpellId, number>();
    for (const { label } of await this.list(source, spells, new AbortController().signal))
      counts.set(label, (counts.get(label) ?? 0) + 1);
    return counts;
  }

  private async list({ eventId, datasetId, without }: CastSource, spells: readonly SpellId[], abort: AbortSignal) {
    const excluded = without === null ? new Set<CastId>() : await this.datasets.listHeldBack(without);
    const pageAfter: PageAfter = (after) =>
      datasetId === null
        ? this.stored.pageTaught(eventId, after, LONG_PAGE)
        : this.datasets.page(datasetId, after, LONG_PAGE);
    return (await listAll(pageAfter, spells, abort)).filter(({ id }) => !excluded.has(id));
  }

  /** Without the casts that went out of use while the others were read: all of an import, or none, is trained on. */
  private async inUse({ casts, ids }: TaughtSet): Promise<TaughtSet> {
    const usable = await this.stored.listUsable(ids);
    const isUsed = (id: CastId | undefined): boolean => id !== undefined && usable.has(id);
    return { casts: casts.filter((_, i) => isUsed(ids[i])), ids: ids.filter(isUsed) };
  }

  /** Whether the plan of the event has a step in which wands cast without a press. */
  async castsFreely(eventId: string): Promise<boolean> {
    return (await this.prisma.step.count({ where: { eventId, freeCasting: true } })) > 0;
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

type PageAfter = (after: CastId | null) => Promise<TaughtCast[]>;

/** The casts of these spells, oldest first. */
async function listAll(
  pageAfter: PageAfter,
  spells: readonly SpellId[],
  abort: AbortSignal,
): Promise<{ readonly id: CastId; readonly user: string; readonly label: SpellId }[]> {
  const casts: { id: CastId; user: string; label: SpellId }[] = [];
  for (let after: CastId | null = null; ;) {
    const page: TaughtCast[] = await pageAfter(after);
    for (const { id, participantId: user, spellId: label } of page)
      if (label !== null && spells.includes(label)) casts.push({ id, user, label });
    const last = page.at(-1);
    if (last === undefined || page.length < LONG_PAGE) return casts;
    after = last.id;
    await nextTurn();
    abort.throwIfAborted();
  }
}
