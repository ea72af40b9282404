import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { toFailure } from '@wandcast/protocol';
import type PgBoss from 'pg-boss';
import { Log } from '../platform/logging/log.js';
import { trySessionLock, type SessionLock } from '../platform/database/advisory-lock.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { SerialQueue } from '../platform/queues/serial-queue.js';
import { RoomLeases } from '../rooms/leases/room-leases.service.js';
import { IS_ALIVE } from '../rooms/leases/node-session.js';
import {
  canceled,
  trainingRequest,
  type TrainingJob,
  type TrainingRequest,
  type TrainingOrigin,
  type TrainingOutcome,
} from './training-job.js';
import { OWN_SLOT } from './workers/training-slots.service.js';

const QUEUE = 'training';

/** Retries of a job whose node died or stopped. Limited, so that a job that crashes its node cannot crash all nodes. */
const RETRIES = 3;

/** Job timeout: pg-boss fails jobs that run longer. */
const EXPIRE_HOURS = 12;

/** Trainings that a person waits for run first. */
const priorities: Record<TrainingOrigin, number> = { taught: 2, glyphs: 1, room: 0 };

const PENDING = `SELECT id, data, CASE WHEN state = 'active' THEN coalesce(data->>'slot', $2) END AS slot FROM pgboss.job
  WHERE name = $1 AND state < 'completed' ORDER BY state = 'active' DESC, priority DESC, created_on`;

/**
 * Marks the next job as running, in a slot, as pg-boss does, but none of a room that another living node serves, or that
 * has a running one.
 */
const TAKE = `UPDATE pgboss.job SET state = 'active', started_on = now(), data = data || jsonb_build_object('slot', $3::text),
    retry_count = retry_count + CASE WHEN started_on IS NULL THEN 0 ELSE 1 END
  WHERE name = $1 AND id = (
    SELECT id FROM pgboss.job j WHERE name = $1 AND state < 'active' AND start_after < now() AND NOT EXISTS (
      SELECT FROM events e JOIN room_leases l ON l.room_id = e.room_id JOIN nodes ON nodes.id = l.node_id
      WHERE e.id = (j.data->>'eventId')::uuid AND nodes.id <> $2 AND ${IS_ALIVE})
      AND NOT EXISTS (SELECT FROM pgboss.job
        WHERE name = $1 AND state = 'active' AND data->>'eventId' = j.data->>'eventId')
    ORDER BY priority DESC, created_on, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, data`;

/**
 * Queued and running trainings, in a pg-boss queue in the same PostgreSQL. At most one job per event and origin is
 * queued, and one per event runs. Starts on first use, so that it does not delay the start of the server.
 */
@Injectable()
export class TrainingQueueRepository implements OnApplicationShutdown {
  private starting: Promise<PgBoss> | undefined;
  private stopped = false;
  /** One at a time, so that each sees the running jobs. */
  private readonly takes = new SerialQueue();

  constructor(
    private readonly config: ServerConfig,
    private readonly leases: RoomLeases,
    private readonly log: Log,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    const boss = await this.starting?.catch(() => undefined);
    await boss?.stop({ graceful: false });
  }

  /** @returns the job; undefined if one of the same event and origin is already queued */
  async add(request: TrainingRequest): Promise<TrainingJob | undefined> {
    const boss = await this.boss();
    const id = await boss.send(QUEUE, request, {
      singletonKey: `${request.eventId} ${request.origin}`,
      priority: priorities[request.origin],
      retryLimit: RETRIES,
      expireInHours: EXPIRE_HOURS,
    });
    return id === null ? undefined : { id, ...request, isRunning: false };
  }

  /** The running job, then the queued ones in the order they will run. */
  async listPending(): Promise<TrainingJob[]> {
    const boss = await this.boss();
    const { rows } = await boss.getDb().executeSql(PENDING, [QUEUE, OWN_SLOT.lock]);
    return (rows as { id: string; data: unknown; slot: string | null }[]).flatMap(({ id, data, slot }) => {
      const request = trainingRequest.safeParse(data);
      return request.success ? { id, ...request.data, isRunning: slot !== null, ...(slot !== null && { slot }) } : [];
    });
  }

  /** The lock of a slot. If it is free, no node is training there. @returns undefined if another node holds it */
  tryLock(slot: string): Promise<SessionLock | undefined> {
    return trySessionLock(this.config.databaseUrl, slot);
  }

  /** Takes the next job and marks it as running; undefined if there is none for a room that may be served here. */
  take(slot: string): Promise<TrainingJob | undefined> {
    return this.takes.run(async () => {
      const boss = await this.boss();
      for (;;) {
        const { rows } = await boss.getDb().executeSql(TAKE, [QUEUE, this.leases.id, slot]);
        const [job] = rows as { id: string; data: unknown }[];
        if (job === undefined) return undefined;
        const request = trainingRequest.safeParse(job.data);
        if (request.success) return { id: job.id, ...request.data, isRunning: true, slot };
        await boss.deleteJob(QUEUE, job.id); // written by another version
      }
    });
  }

  /** Does nothing if the job was canceled in the meantime. */
  async complete(id: string, outcome: TrainingOutcome): Promise<void> {
    await (await this.boss()).complete(QUEUE, id, outcome);
  }

  /** Returns a job to the queue. @returns false if its retries are used up and it failed */
  async returnToQueue(id: string): Promise<boolean> {
    const boss = await this.boss();
    await boss.fail(QUEUE, id, { message: 'its node stopped' });
    return (await boss.getJobById(QUEUE, id))?.state === 'retry';
  }

  async cancel(id: string): Promise<void> {
    await (await this.boss()).cancel(QUEUE, id);
  }

  /** The result of a training; undefined if it has not ended. */
  async findOutcome(id: string): Promise<TrainingOutcome | undefined> {
    const job = await (await this.boss()).getJobById(QUEUE, id, { includeArchive: true });
    switch (job?.state) {
      case undefined:
      case 'cancelled':
        return canceled;
      case 'completed':
        return job.output as TrainingOutcome; // written only by `complete`
      case 'failed':
        return { outcome: 'failed', modelId: null, failure: toFailure('training-failed') };
      case 'created':
      case 'retry':
      case 'active':
        return undefined;
    }
  }

  private boss(): Promise<PgBoss> {
    if (this.stopped) return Promise.reject(new Error('the queue is stopped'));
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined; // retried on the next use
      throw error;
    });
    return this.starting;
  }

  private async start(): Promise<PgBoss> {
    const { default: Boss } = await import('pg-boss'); // not needed before
    const boss = new Boss({ connectionString: this.config.databaseUrl, max: 2, schedule: false });
    boss.on('error', (error) => {
      if (!this.stopped) this.log.warn({ error: error.message }, 'training queue error');
    });
    try {
      await boss.start();
      await boss.createQueue(QUEUE, { name: QUEUE, policy: 'stately' });
      return boss;
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined);
      throw error;
    }
  }
}
