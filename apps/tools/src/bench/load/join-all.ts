import type { Caster } from './cast-load.js';
import type { ServerProcess } from '../../environment/server-process.js';

/** Connections opened at once: a realistic crowd, within the backlog of a listening socket. */
const BATCH_SIZE = 50;

/** Connects `people` clients in batches. Rejects if one cannot join, or the server ends. */
export async function joinAll(
  server: ServerProcess,
  people: number,
  join: (person: number) => Promise<Caster>,
): Promise<Caster[]> {
  const casters: Caster[] = [];
  while (casters.length < people) {
    const batch = Array.from({ length: Math.min(BATCH_SIZE, people - casters.length) }, (_, i) =>
      join(casters.length + i),
    );
    casters.push(...(await Promise.race([Promise.all(batch), server.ended])));
  }
  return casters;
}
