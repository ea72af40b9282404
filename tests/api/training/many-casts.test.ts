import { starterSpellbook } from '@wandcast/gesture';
import { CORESET_CASTS, usersOf } from '@wandcast/recognition';
import type { ModelSummary, TrainingProgress } from '@wandcast/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { CastsRepository } from '../../../apps/api/src/casting/storage/casts.repository.js';
import { DatasetsRepository } from '../../../apps/api/src/curation/datasets/datasets.repository.js';
import { ServerConfig } from '../../../apps/api/src/platform/config/server-config.js';
import { PrismaService } from '../../../apps/api/src/platform/database/prisma.service.js';
import { TrainingCastsRepository } from '../../../apps/api/src/training/training-casts.repository.js';
import { treeCpuMs } from '../../../apps/tools/src/environment/process-usage.js';
import { openConsole, openRoom } from '../../support/console-client.js';
import { openPool } from '../../support/database-pool.js';
import { delayDuring } from '../../support/event-loop-delay.js';
import { seedCasts } from '../../support/seed-casts.js';

const isBench = process.env['npm_lifecycle_event'] === 'bench:training';
/** Seven of ten are taught. */
const CASTS = isBench ? 14_300 : 2_000;
const PEOPLE = 143;
const spells = starterSpellbook.map(({ id }) => id);
const room = openRoom();

beforeAll(async () => {
  const pool = openPool(room.server.databaseUrl);
  await seedCasts(pool, { casts: CASTS, people: PEOPLE });
  await pool.end();
});

describe('a room with more casts than a model learns from', () => {
  test('gives a training the casts of everybody, the same for each spell', async () => {
    const prisma = new PrismaService(new ServerConfig(room.server.databaseUrl, 'external', 'auto', 'test'));
    const [event] = await room.server.query<{ id: string }>('SELECT id FROM events');
    const sets = new TrainingCastsRepository(new CastsRepository(prisma), new DatasetsRepository(prisma), prisma);
    const { casts, ids } = await sets.read(
      { eventId: event?.id ?? '', datasetId: null, without: null },
      spells,
      new AbortController().signal,
    );
    expect(casts).toHaveLength(CORESET_CASTS);
    expect(usersOf(casts)).toHaveLength(PEOPLE);
    const counts = spells.map((spell) => casts.filter(({ label }) => label === spell).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    const stored = await room.server.query<{ id: string; count: number; participant_id: string; spell_id: string }>(
      `SELECT id, count, participant_id, spell_id FROM casts WHERE id = ANY('{${ids.join()}}'::uuid[]) ORDER BY id`,
    );
    expect(stored).toEqual(
      casts.map(({ user, label, signal }, i) => ({
        ...{ id: ids[i], count: signal.t.length, participant_id: user, spell_id: label },
      })),
    );
    await prisma.onApplicationShutdown();
  });

  /** Prints figures for docs/benchmarks.md. Asserts none of them, because they depend on how busy the machine is. */
  test.runIf(isBench)('trains beside a free event loop', async () => {
    const client = await openConsole(room.server);
    const began = performance.now();
    const cpuMs = treeCpuMs(process.pid);
    const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);
    const marks: string[] = [];
    client.socket.on('training:progressed', (progress: TrainingProgress | null) => {
      const mark = progress?.stage === 'comparing' ? 'best' : progress?.firstModelId == null ? undefined : 'first';
      if (mark !== undefined && !marks.some((one) => one.startsWith(mark))) marks.push(`${mark} model ${seconds()} s`);
    });
    const delay = await delayDuring(async () => {
      const { id } = await client.ask<TrainingProgress>('model:train', { kind: 'auto' });
      expect(await client.trainingEnd(id)).toMatchObject({ outcome: 'done' });
    });
    const cpuSeconds = (treeCpuMs(process.pid) - cpuMs) / 1000;
    const after = await openConsole(room.server);
    const [model]: readonly ModelSummary[] = after.state.models;
    for (const { socket } of [client, after]) socket.disconnect();
    expect(model).toMatchObject({ casts: CORESET_CASTS, people: PEOPLE });
    console.info(
      `${CASTS} casts: ${marks.join(', ')}, compared ${seconds()} s, ${cpuSeconds.toFixed(1)} s of CPU, at most ` +
        `${Math.round(process.resourceUsage().maxRSS / 1024)} MB without the training; event loop ${delay.p50} ms (p50), ${delay.p99} ms (p99)`,
    );
  });
});
