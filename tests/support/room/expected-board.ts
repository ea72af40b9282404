import type { Board } from '@wandcast/protocol';
import { countRounds, grovesAfter, peopleAfter } from '../board-query.js';
import type { TestServer } from '../test-server.js';

/** The board as SQL computes it, without what is known only from samples or profiles. */
export async function expectedBoard(node: Pick<TestServer, 'query'>, eventId: string): Promise<object> {
  const rounds = await countRounds(node, eventId);
  const first = Math.max(1, rounds - 4);
  const recent = Array.from({ length: rounds === 0 ? 0 : rounds - first + 1 }, (_, i) => first + i);
  const history = await Promise.all(recent.map((n) => peopleAfter(node, eventId, n)));
  const before = rounds < 2 ? [] : await peopleAfter(node, eventId, rounds - 1);
  const people = history.at(-1) ?? [];
  const rows = people.slice(0, 10).map(({ id, rank, points, streak }) => {
    const then = before.find((one) => one.id === id);
    const ranks = history.map((places) => places.find((one) => one.id === id)?.rank ?? null);
    return { id, rank, points, streak, ranks, moved: then === undefined ? null : then.rank - rank };
  });
  const grovesBefore = rounds < 2 ? [] : await grovesAfter(node, eventId, rounds - 1);
  const groves = people.length === 0 ? [] : await grovesAfter(node, eventId, rounds);
  return {
    ...{ rounds, people: people.length, rows },
    groves: groves.map((one) => {
      const then = grovesBefore.find(({ grove }) => grove === one.grove);
      return { ...one, moved: then === undefined ? null : then.rank - one.rank };
    }),
    podium: rows.slice(0, 3).map(({ id, rank, points }) => ({ id, rank, points })),
  };
}

/** The same fields of a board that a node computed. */
export function comparableBoard({ rounds, people, rows, groves, podium }: Board): object {
  return {
    ...{ rounds, people, groves },
    rows: rows.map(({ id, rank, points, streak, ranks, moved }) => ({ id, rank, points, streak, ranks, moved })),
    podium: podium.map(({ id, rank, points }) => ({ id, rank, points })),
  };
}
