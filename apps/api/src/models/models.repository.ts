import { Injectable } from '@nestjs/common';
import { PREPROCESSING_VERSION } from '@wandcast/gesture';
import type { CastId, CurvePoint, DamagedModel, ModelInfo, ModelOrigin } from '@wandcast/protocol';
import { ARTIFACT_FORMAT, type Artifact, type Baselines, type ModelCard } from '@wandcast/recognition';
import type { GuardedRoom } from '../accounts/members/member.js';
import { displayNamesOf } from '../rooms/participants/display-names.js';
import type { Model } from '../generated/prisma/client.js';
import { Log } from '../platform/logging/log.js';
import { PrismaService } from '../platform/database/prisma.service.js';
import { inTransaction } from '../platform/database/transaction.js';
import { BatchedCalls } from '../platform/queues/batched-calls.js';
import { MODEL_COLUMNS, isWhole, modelInfo, type ModelRow } from './model-row.js';
import { storeModel, type NewModel, type StoredReport } from './store-model.js';

export interface StoredModel {
  readonly info: ModelInfo;
  readonly artifact: Artifact;
}

/** Which state of a row PostgreSQL has. */
interface Revision {
  readonly id: string;
  readonly revision: string;
  readonly organizationId: string;
}

/** Rows of the list that are read at once. */
const PAGE = 50;

const withoutWeights = { weights: true, manifest: true, report: true } as const;

@Injectable()
export class ModelsRepository {
  private isWeightCheckClaimed = false;
  /** All rooms read the list when a model changes. */
  private readonly lists = new BatchedCalls((organizationIds: readonly string[]) => this.readLists(organizationIds));

  /** The listed rows as they were read last, by id. Each is the same object until it changes. */
  private readonly known = new Map<string, Omit<Revision, 'id'> & { readonly row: ModelRow }>();

  /** Damaged models found so far, by id. */
  private readonly damaged = new Map<string, DamagedModel['part']>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly log: Log,
  ) {}

  /** A model with its weights, whether listed or not; undefined if its card is damaged. */
  async find(id: string): Promise<StoredModel | undefined> {
    const { rows } = await this.prisma.pool.query<ModelRow & Pick<Artifact, 'manifest' | 'weights'>>(
      `SELECT ${MODEL_COLUMNS}, manifest, weights FROM models WHERE id = $1`,
      [id],
    );
    const [row] = rows;
    if (row === undefined || !isWhole(row)) return undefined;
    const { card, manifest, weights } = row;
    return { info: modelInfo(row), artifact: { card, manifest, weights } };
  }

  /** What is shown of a model, whether listed or not; undefined if its card is damaged. */
  async findInfo(id: string): Promise<ModelInfo | undefined> {
    const row = await this.prisma.model.findUnique({ where: { id }, omit: withoutWeights });
    return row === null || !isWhole(modelRow(row)) ? undefined : modelInfo(modelRow(row));
  }

  /** A listed model of an organization, without its weights. */
  async findRow(id: string, organizationId: string): Promise<ModelRow | undefined> {
    const where = { id, organizationId, version: { not: null } };
    const row = await this.prisma.model.findFirst({ where, omit: withoutWeights });
    return row === null ? undefined : modelRow(row);
  }

  /**
   * Listed models of an organization and of the current format, newest first; those with other preprocessing are listed,
   * but not readable. Damaged ones are left out.
   */
  async list(organizationId: string): Promise<readonly ModelRow[]> {
    return (await this.lists.call(organizationId)) ?? [];
  }

  /** Reads the rows that changed: a server that has seen many evenings has hundreds of models. */
  private async readLists(organizationIds: readonly string[]): Promise<Map<string, ModelRow[]>> {
    const { rows: listed } = await this.prisma.pool.query<Revision>(
      `SELECT id, xmin::text AS revision, organization_id AS "organizationId" FROM models
       WHERE organization_id = ANY($2) AND version IS NOT NULL AND card->>'format' = $1 ORDER BY models.version DESC`,
      [String(ARTIFACT_FORMAT), organizationIds],
    );
    const isKnown = ({ id, revision }: Revision): boolean => this.known.get(id)?.revision === revision;
    const changed = listed.filter((one) => !isKnown(one)).map(({ id }) => id);
    for (let i = 0; i < changed.length; i += PAGE) await this.readAgain(changed.slice(i, i + PAGE));
    const lists = new Map(organizationIds.map((id): [string, ModelRow[]] => [id, []]));
    const ids = new Set(listed.map(({ id }) => id));
    for (const [id, { organizationId }] of this.known)
      if (lists.has(organizationId) && !ids.has(id)) this.known.delete(id);
    for (const { id, organizationId } of listed) {
      const row = this.known.get(id)?.row;
      if (row !== undefined && !this.damaged.has(id)) lists.get(organizationId)?.push(row);
    }
    return lists;
  }

  private async readAgain(ids: readonly string[]): Promise<void> {
    const { rows } = await this.prisma.pool.query<ModelRow & Revision>(
      `SELECT xmin::text AS revision, organization_id AS "organizationId", ${MODEL_COLUMNS}
       FROM models WHERE id = ANY($1) AND version IS NOT NULL`,
      [ids],
    );
    for (const id of ids) this.known.delete(id);
    for (const { revision, organizationId, ...row } of rows) {
      this.known.set(row.id, { revision, organizationId, row });
      if (!isWhole(row)) this.reportDamage(row, 'card');
    }
  }

  /** @returns true for the first caller, who is to call `findDamagedWeights` */
  claimWeightCheck(): boolean {
    const isFirst = !this.isWeightCheckClaimed;
    this.isWeightCheckClaimed = true;
    return isFirst;
  }

  /** Compares the weights of all listed models with their checksums. @returns whether it found new damage */
  async findDamagedWeights(): Promise<boolean> {
    const rows = await this.prisma.$queryRaw<Pick<ModelRow, 'id' | 'version'>[]>`
      SELECT id, version FROM models
      WHERE version IS NOT NULL AND card->>'format' = ${String(ARTIFACT_FORMAT)}
        AND encode(sha256(weights), 'hex') IS DISTINCT FROM manifest->>'sha256'`;
    const before = this.damaged.size;
    for (const row of rows) this.reportDamage(row, 'weights');
    return this.damaged.size > before;
  }

  /** The damaged models of an organization found so far, newest first. */
  async listDamaged(organizationId: string): Promise<Omit<DamagedModel, 'wasActive'>[]> {
    if (this.damaged.size === 0) return [];
    const rows = await this.prisma.model.findMany({
      where: { id: { in: [...this.damaged.keys()] }, organizationId, version: { not: null } },
      select: { id: true, version: true, createdAt: true },
      orderBy: { version: 'desc' },
    });
    return rows.map(({ id, version, createdAt }) => ({
      ...{ id, version: version ?? 0, trainedAt: createdAt.getTime(), part: this.damaged.get(id) ?? 'card' },
    }));
  }

  /** Takes a model off the list. Its row stays, because casts and events refer to it. */
  async unlist(id: string): Promise<void> {
    await this.prisma.model.updateMany({ where: { id }, data: { version: null } });
  }

  private reportDamage({ id, version }: Pick<ModelRow, 'id' | 'version'>, part: DamagedModel['part']): void {
    if (this.damaged.has(id)) return;
    this.damaged.set(id, part);
    const remedy = `the ${part} of a model ${part === 'card' ? 'is' : 'are'} damaged, so it is left out: restore a backup, or train it again`;
    this.log.error({ model: id, version }, remedy);
  }

  /** Id of the organization's stored starter model, if this build can read it. */
  async findStarter(organizationId: string): Promise<string | undefined> {
    const isReadable = ({ origin, card }: ModelRow): boolean =>
      origin === 'starter' && card.preprocessing === PREPROCESSING_VERSION;
    return (await this.list(organizationId)).find(isReadable)?.id;
  }

  /**
   * Display names of participants in model metrics, by id. Ignores ids of simulated people, which are not UUIDs.
   * @param roomId whose people have names: those of other rooms are nobody's business
   */
  nicknames(ids: readonly string[], roomId: string): Promise<Map<string, string>> {
    return displayNamesOf(
      this.prisma,
      ids.filter((id) => /^[0-9a-f]{8}-/.test(id)),
      roomId,
    );
  }

  async findReport(id: string): Promise<StoredReport | undefined> {
    const row = await this.prisma.model.findUnique({ where: { id }, select: { report: true } });
    if (row?.report == null) return undefined;
    const report = row.report as unknown as StoredReport; // only such reports are stored
    return { ...report, copies: report.copies ?? null }; // missing in reports of older versions
  }

  /** Participant of each cast of a room. Deleted casts are missing. */
  async ownersOf(castIds: readonly CastId[], roomId: string): Promise<ReadonlyMap<CastId, string>> {
    const rows = await this.prisma.cast.findMany({
      where: { id: { in: [...castIds] }, participant: { event: { roomId } } },
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
   * @param room in whose organization it is  @param replacesDrafts of the same origin, which no other room uses; else of
   *   the same training
   */
  async create(model: NewModel, room: GuardedRoom, replacesDrafts: boolean): Promise<StoredModel> {
    const row = await inTransaction(this.prisma.pool, (client) => storeModel(client, model, room, replacesDrafts));
    return { info: modelInfo(row), artifact: model.artifact };
  }

  async setThreshold(id: string, threshold: number): Promise<void> {
    await this.prisma.model.update({ where: { id }, data: { threshold }, select: { id: true } });
  }

  async setNote(id: string, note: string): Promise<void> {
    await this.prisma.model.update({ where: { id }, data: { note }, select: { id: true } });
  }

  /** Records the first activation of a model; does nothing at later ones. @param activatedInId the event */
  async markActivated(id: string, activatedInId: string): Promise<void> {
    const data = { activatedAt: new Date(), activatedInId };
    await this.prisma.model.updateMany({ where: { id, activatedAt: null }, data });
  }

  async setBaselines(id: string, { nearest, cnn2018 }: Baselines): Promise<void> {
    await this.prisma.model.update({ where: { id }, data: { baselines: { nearest, cnn2018 } }, select: { id: true } });
  }
}

function modelRow(row: Omit<Model, keyof typeof withoutWeights>): ModelRow {
  return {
    ...row,
    origin: row.origin as ModelOrigin,
    card: row.card as unknown as ModelCard, // validated when it is loaded
    baselines: row.baselines as unknown as Baselines | null,
  };
}
