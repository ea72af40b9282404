import { setTimeout as sleep } from 'node:timers/promises';
import { parseGlyph, seeded, simulateCast, simulatePerson, type Signal } from '@wandcast/gesture';
import type { CastId, Intent, SpellId } from '@wandcast/protocol';
import { dealCasts } from '../../../apps/tools/src/bench/load/bench-cast.js';
import { joinAll } from '../../../apps/tools/src/bench/load/join-all.js';
import { drive, type Caster } from '../../../apps/tools/src/bench/load/cast-load.js';
import { perform } from '../../../apps/tools/src/room-client/perform-cast.js';
import { joinRoom, type JoinedWand } from '../../../apps/tools/src/room-client/join-room.js';
import { simulatedProfile } from '../../../apps/tools/src/room-client/simulated-profile.js';

/** Simulated people with a real wand each. */
export interface Crowd {
  readonly joined: readonly JoinedWand[];
  /** Everyone casts again and again, as a bench's load does. @returns casts that were answered */
  cast(seconds: number): Promise<number>;
  /** Everyone casts once, as when a round begins: hands set out within so many ms. */
  castTogether(withinMs: number): Promise<number>;
  /** Everyone teaches a spell once. */
  teach(spellOf: (person: number) => SpellId, withinMs: number): Promise<number>;
  leave(): void;
}

const deck = dealCasts(1);

export async function gather(room: { url: string; code: string }, people: number): Promise<Crowd> {
  const joined: JoinedWand[] = [];
  const casters = await joinAll({ ended: new Promise(() => undefined) } as never, people, async (person) => {
    const one = await joinRoom(room, simulatedProfile(person));
    joined.push(one);
    return casterOf(one);
  });
  const once = async (withinMs: number, how: (person: number) => Promise<unknown>): Promise<number> => {
    const all = joined.map(async (_, person) => {
      await sleep((person * withinMs) / people);
      await how(person);
    });
    return (await Promise.all(all)).length;
  };
  return {
    joined,
    async cast(seconds) {
      const { answered } = await drive(casters, deck, seconds, new AbortController().signal, () => undefined);
      return answered.length;
    },
    castTogether: (withinMs) =>
      once(withinMs, (person) => casters[person]?.cast(deck[person % deck.length] ?? raise()) ?? raise()),
    teach: (spellOf, withinMs) =>
      once(withinMs, (person) => {
        const own = joined[person] ?? raise();
        const spell = own.welcome.spells.find(({ id }) => id === spellOf(person));
        const random = seeded(person);
        const signal = simulateCast(parseGlyph(spell?.glyph ?? raise()), simulatePerson(random), random);
        return castWith(own, signal, 'teach', spellOf(person));
      }),
    leave() {
      for (const { wand } of joined) wand.leave();
    },
  };
}

function casterOf(one: JoinedWand): Caster {
  return {
    async cast({ signal }) {
      const endedAt = performance.now();
      const castId = await castWith(one, signal, 'cast', null);
      return { castId, endedAt, answeredAt: performance.now() };
    },
  };
}

async function castWith({ wand }: JoinedWand, signal: Signal, intent: Intent, spell: SpellId | null): Promise<CastId> {
  const outcome = await perform(wand, signal, { intent, spell, source: 'simulated', speed: 1 });
  if (outcome.kind === 'refused') throw new Error(`a cast was refused: ${outcome.failure.code}`);
  return outcome.castId;
}

function raise(): never {
  throw new Error('nobody is there');
}
