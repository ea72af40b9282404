import { setTimeout as sleep } from 'node:timers/promises';
import { parseGlyph, seeded, simulateCast, simulatePerson, type Signal } from '@wandcast/gesture';
import type { CastId, Intent, SpellId } from '@wandcast/protocol';
import { createLoadCasts } from '../../../apps/tools/src/bench/load/bench-cast.js';
import { joinAll } from '../../../apps/tools/src/bench/load/join-all.js';
import { runLoad, type Caster } from '../../../apps/tools/src/bench/load/cast-load.js';
import { performCast } from '../../../apps/tools/src/room-client/perform-cast.js';
import { joinRoom, type JoinedWand, type RoomAddress } from '../../../apps/tools/src/room-client/join-room.js';
import { simulatedProfile } from '../../../apps/tools/src/room-client/simulated-profile.js';

/** Simulated people, each with a real wand. */
export interface Crowd {
  readonly joined: readonly JoinedWand[];
  /** Everyone casts repeatedly, as in the benchmark's load. @returns number of answered casts */
  cast(seconds: number): Promise<number>;
  /** Everyone casts once, as in a round. @param withinMs until the last one starts */
  castTogether(withinMs: number): Promise<number>;
  /** Everyone teaches a spell once. */
  teach(spellOf: (person: number) => SpellId, withinMs: number): Promise<number>;
  leave(): void;
}

const loadCasts = createLoadCasts(1);

/** Joins a room with so many simulated people. */
export async function joinCrowd(room: RoomAddress, people: number): Promise<Crowd> {
  const joined: JoinedWand[] = [];
  const casters = await joinAll({ ended: new Promise(() => undefined) } as never, people, async (person) => {
    const joinedWand = await joinRoom(room, simulatedProfile(person));
    joined.push(joinedWand);
    return casterOf(joinedWand);
  });
  const everyoneOnce = async (withinMs: number, act: (person: number) => Promise<unknown>): Promise<number> => {
    const all = joined.map(async (_, person) => {
      await sleep((person * withinMs) / people);
      await act(person);
    });
    return (await Promise.all(all)).length;
  };
  return {
    joined,
    async cast(seconds) {
      const { answered } = await runLoad(casters, loadCasts, seconds, new AbortController().signal, () => undefined);
      return answered.length;
    },
    castTogether: (withinMs) =>
      everyoneOnce(
        withinMs,
        (person) => casters[person]?.cast(loadCasts[person % loadCasts.length] ?? missing()) ?? missing(),
      ),
    teach: (spellOf, withinMs) =>
      everyoneOnce(withinMs, (person) => {
        const own = joined[person] ?? missing();
        const spell = own.welcome.spells.find(({ id }) => id === spellOf(person));
        const random = seeded(person);
        const signal = simulateCast(parseGlyph(spell?.glyph ?? missing()), simulatePerson(random), random);
        return castWith(own, signal, 'teach', spellOf(person));
      }),
    leave() {
      for (const { wand } of joined) wand.leave();
    },
  };
}

function casterOf(joinedWand: JoinedWand): Caster {
  return {
    async cast({ signal }) {
      const endedAt = performance.now();
      const castId = await castWith(joinedWand, signal, 'cast', null);
      return { castId, endedAt, answeredAt: performance.now() };
    },
  };
}

async function castWith({ wand }: JoinedWand, signal: Signal, intent: Intent, spell: SpellId | null): Promise<CastId> {
  const result = await performCast(wand, signal, { intent, spell, source: 'simulated', speed: 1 });
  if (result.kind === 'refused') throw new Error(`a cast was refused: ${result.failure.code}`);
  return result.castId;
}

function missing(): never {
  throw new Error('no such person or cast');
}
