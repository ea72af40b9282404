import type { Caster } from './cast-load.js';
import type { ServerProcess } from '../environment/server-process.js';

/** Connections opened at once: a crowd at the door, but not past what a listening socket holds back. */
const AT_ONCE = 50;

/** Lets `people` in, a group at a time. Rejects where one cannot join, or the server ends. */
export async function joinAll(
  server: ServerProcess,
  people: number,
  join: (person: number) => Promise<Caster>,
): Promise<Caster[]> {
  const casters: Caster[] = [];
  while (casters.length < people) {
    const group = Array.from({ length: Math.min(AT_ONCE, people - casters.length) }, (_, i) =>
      join(casters.length + i),
    );
    casters.push(...(await Promise.race([Promise.all(group), server.ended])));
  }
  return casters;
}
