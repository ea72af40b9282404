import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { toFailure } from '@wandcast/protocol';
import PgBoss from 'pg-boss';
import { Log } from '../platform/logging/log.js';
import { trySessionLock, type SessionLock } from '../platform/database/advisory-lock.js';
import { ServerConfig } from '../platform/config/server-config.js';
import {
  canceled,
  trainingOrder,
  type TrainingJob,
  type TrainingOrder,
  type TrainingOrigin,
  type TrainingOutcome,
} from './training-job.js';

const QUEUE = 'training';

/** How often a job is given to another node when its own died or stopped; a job that kills its node must not kill all. */
const RETRIES = 3;

/** A training of a whole day is none: pg-boss fails it. */
const EXPIRE_HOURS = 12;

/** What a person waits for goes first. */
const priorities: Record<TrainingOrigin, number> = { taught: 2, glyphs: 1, room: 0 };

const PENDING = `SELECT id, data, state = 'active' AS running FROM pgboss.job
  WHERE name = $1 AND state < 'completed' ORDER BY running DESC, priority DESC, created_on`;

/**
 * The trainings that wait and run, in a pg-boss queue on the same PostgreSQL. One waits and one runs at most of each
 * origin. It starts with its first use and not with the server, which does not wait for it.
 */
@Injectable()
export class TrainingQueueRepository implements OnApplicationShutdown {
  private starting: Promise<PgBoss> | undefined;
  private stopped = false;

  constructor(
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    const boss = await this.starting?.catch(() => undefined);
    await boss?.stop({ graceful: false });
  }

  /** @returns the job; undefined if one of its origin waits already */
  async add(order: TrainingOrder): Promise<TrainingJob | undefined> {
    const boss = await this.boss();
    const id = await boss.send(QUEUE, order, {
      singletonKey: `${order.eventId} ${order.origin}`,
      priority: priorities[order.origin],
      retryLimit: RETRIES,
      expireInHours: EXPIRE_HOURS,
    });
    return id === null ? undefined : { id, ...order, isRunning: false };
  }

  /** The one that runs, then those that wait in the order of their turn. */
  async listPending(): Promise<TrainingJob[]> {
    const boss = await this.boss();
    const { rows } = await boss.getDb().executeSql(PENDING, [QUEUE]);
    return (rows as { id: string; data: unknown; running: boolean }[]).flatMap(({ id, data, running }) => {
      const order = trainingOrder.safeParse(data);
      return order.success ? { id, ...order.data, isRunning: running } : [];
    });
  }

  /** The right to train: one node has it. If it is free, no other node is training. */
  tryLock(): Promise<SessionLock | undefined> {
    return trySessionLock(this.config.databaseUrl, 'training');
  }

  /** The next job, now running; undefined if none waits. */
  async take(): Promise<TrainingJob | undefined> {
    const boss = await this.boss();
    const [job] = await boss.fetch(QUEUE);
    if (job === undefined) return undefined;
    const order = trainingOrder.safeParse(job.data);
    if (order.success) return { id: job.id, ...order.data, isRunning: true };
    await boss.deleteJob(QUEUE, job.id); // of another version, or nobody's
    return this.take();
  }

  /** @returns false if it was canceled meanwhile */
  async complete(id: string, outcome: TrainingOutcome): Promise<boolean> {
    const boss = await this.boss();
    await boss.complete(QUEUE, id, outcome);
    return (await boss.getJobById(QUEUE, id))?.state === 'completed';
  }

  /** Back into the queue. @returns false if it was there too often, and has failed now */
  async giveBack(id: string): Promise<boolean> {
    const boss = await this.boss();
    await boss.fail(QUEUE, id, { message: 'its node stopped' });
    return (await boss.getJobById(QUEUE, id))?.state === 'retry';
  }

  async cancel(id: string): Promise<void> {
    await (await this.boss()).cancel(QUEUE, id);
  }

  /** How a training ended; undefined if it has not. */
  async findOutcome(id: string): Promise<TrainingOutcome | undefined> {
    const job = await (await this.boss()).getJobById(QUEUE, id, { includeArchive: true });
    switch (job?.state) {
      case undefined:
      case 'cancelled':
        return canceled;
      case 'completed':
        return job.output as TrainingOutcome; // written by `complete` alone
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
      this.starting = undefined; // the next use tries again
      throw error;
    });
    return this.starting;
  }

  private async start(): Promise<PgBoss> {
    const boss = new PgBoss({ connectionString: this.config.databaseUrl, max: 2, schedule: false });
    boss.on('error', (error) => {
      if (!this.stopped) this.log.warn({ error: error.message }, 'the training queue had trouble');
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
