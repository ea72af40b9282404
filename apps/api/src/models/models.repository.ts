import { Injectable } from '@nestjs/common';
import { PREPROCESSING_VERSION } from '@wandcast/gesture';
import type { CastId, CurvePoint, ModelInfo, ModelOrigin, ModelReport } from '@wandcast/protocol';
import { ARTIFACT_FORMAT, type Artifact, type Baselines, type ModelCard } from '@wandcast/recognition';
import { displayNamesOf } from '../rooms/participants/display-names.js';
import type { Model, Prisma } from '../generated/prisma/client.js';
import { LOCK_KEYS } from '../platform/database/lock-keys.js';
import { Log } from '../platform/logging/log.js';
import { PrismaService } from '../platform/database/prisma.service.js';
import { isWhole, modelInfo, type ModelRow } from './model-row.js';

export interface StoredModel {
  readonly info: ModelInfo;
  readonly artifact: Artifact;
}

export type StoredReport = Omit<ModelReport, 'modelId' | 'people' | 'personOf'>;

export interface NewModel {
  readonly artifact: Artifact;
  readonly origin: ModelOrigin;
  readonly report: StoredReport | null;
  readonly trainingId: string | null;
  /** Whether a later model replaces it: the first usable model of a training, or one trained automatically. */
  readonly isDraft: boolean;
}

const withoutWeights = { weights: true, manifest: true, report: true } as const;

@Injectable()
export class ModelsRepository {
  /** Models that were reported as damaged. */
  private readonly damaged = new Set<string>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly log: Log,
  ) {}

  /** A model with its weights, whether listed or not. */
  async find(id: string): Promise<StoredModel | undefined> {
    const row = await this.prisma.model.findUnique({ where: { id }, omit: { report: true } });
    return row === null ? undefined : stored(row);
  }

  /** A listed model, without its weights. */
  async findRow(id: string): Promise<ModelRow | undefined> {
    const row = await this.prisma.model.findFirst({ where: { id, version: { not: null } }, omit: withoutWeights });
    return row === null ? undefined : modelRow(row);
  }

  /**
   * Listed models of the current format, newest first; those with other preprocessing are listed, but not readable. A
   * model whose card was damaged in the database is left out.
   */
  async list(): Promise<ModelRow[]> {
    const where = { version: { not: null }, card: { path: ['format'], equals: ARTIFACT_FORMAT } };
    const rows = await this.prisma.model.findMany({ where, omit: withoutWeights, orderBy: { version: 'desc' } });
    return rows.map(modelRow).filter((row) => isWhole(row) || this.reportDamage(row));
  }

  /** @returns false */
  private reportDamage({ id, version }: ModelRow): boolean {
    if (this.damaged.has(id)) return false;
    this.damaged.add(id);
    const remedy = 'the card of a model is damaged, so it is left out: restore a backup, or train it again';
    this.log.error({ model: id, version }, remedy);
    return false;
  }

  /** Id of the stored starter model, if this build can read it. */
  async findStarter(): Promise<string | undefined> {
    const isReadable = ({ origin, card }: ModelRow): boolean =>
      origin === 'starter' && card.preprocessing === PREPROCESSING_VERSION;
    return (await this.list()).find(isReadable)?.id;
  }

  /** Display names of participants in model metrics, by id. Ignores ids of simulated people, which are not UUIDs. */
  nicknames(ids: readonly string[]): Promise<Map<string, string>> {
    return displayNamesOf(
      this.prisma,
      ids.filter((id) => /^[0-9a-f]{8}-/.test(id)),
    );
  }

  async findReport(id: string): Promise<StoredReport | undefined> {
    const row = await this.prisma.model.findUnique({ where: { id }, select: { report: true } });
    if (row?.report == null) return undefined;
    const report = row.report as unknown as StoredReport; // only such reports are stored
    return { ...report, copies: report.copies ?? null }; // missing in reports of older versions
  }

  /** Participant of each cast. Deleted casts are missing. */
  async ownersOf(castIds: readonly CastId[]): Promise<ReadonlyMap<CastId, string>> {
    const rows = await this.prisma.cast.findMany({
      where: { id: { in: [...castIds] } },
      select: { id: true, participantId: true },
    });
    return new Map(rows.map(({ id, participantId }) => [id as CastId, participantId]));
  }

  async curve(id: string): Promise<readonly CurvePoint[]> {
    const rows = await this.prisma.$queryRaw<{ curve: CurvePoint[] | null }[]>`
      SELECT report->'curve' AS curve FROM models WHERE id = ${id}::uuid`;
    return rows[0]?.curve ?? [];
  }

  /**
   * Stores a model and assigns its version. It takes over the version of a draft, which is no longer listed, so that
   * each training results in one version.
   * @param replaces drafts of the same training, or all drafts of the same origin
   */
  create(model: NewModel, replaces: 'training' | 'origin' = 'training'): Promise<StoredModel> {
    return this.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${LOCK_KEYS.modelVersions})`;
      const same = replaces === 'origin' ? { origin: model.origin } : { trainingId: model.trainingId };
      const drafts = { isDraft: true, version: { not: null }, ...same };
      const { _min } = await tx.model.aggregate({ where: drafts, _min: { version: true } });
      const { _max } = await tx.model.aggregate({ _max: { version: true } });
      await tx.model.updateMany({ where: drafts, data: { version: null } });
      const version = _min.version ?? (_max.version ?? 0) + 1;
      return stored(await tx.model.create({ data: dataOf(model, version) }));
    });
  }

  async setThreshold(id: string, threshold: number): Promise<void> {
    await this.prisma.model.update({ where: { id }, data: { threshold }, select: { id: true } });
  }

  async setNote(id: string, note: string): Promise<void> {
    await this.prisma.model.update({ where: { id }, data: { note }, select: { id: true } });
  }

  /** Records the first activation of a model; does nothing at later ones. */
  async markActivated(id: string): Promise<void> {
    await this.prisma.model.updateMany({ where: { id, activatedAt: null }, data: { activatedAt: new Date() } });
  }

  async setBaselines(id: string, { nearest, cnn2018 }: Baselines): Promise<void> {
    await this.prisma.model.update({ where: { id }, data: { baselines: { nearest, cnn2018 } }, select: { id: true } });
  }
}

function dataOf({ artifact, origin, report, trainingId, isDraft }: NewModel, version: number): Prisma.ModelCreateInput {
  const { card, manifest, weights } = artifact;
  return {
    ...{ version, kind: card.kind, origin, trainingId, isDraft },
    card: card as unknown as Prisma.InputJsonValue,
    manifest,
    weights: new Uint8Array(weights),
    ...(report !== null && { report: report as unknown as Prisma.InputJsonValue }),
  };
}

function modelRow(row: Omit<Model, keyof typeof withoutWeights>): ModelRow {
  return {
    ...row,
    origin: row.origin as ModelOrigin,
    card: row.card as unknown as ModelCard, // validated when it is loaded
    baselines: row.baselines as unknown as Baselines | null,
  };
}

function stored(row: Omit<Model, 'report'>): StoredModel {
  const { card, ...rest } = modelRow(row);
  const { manifest, weights } = row;
  return {
    info: modelInfo({ card, ...rest }),
    artifact: { card, manifest: manifest as Artifact['manifest'], weights },
  };
}
