import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import type { Wand } from '@wandcast/wand';
import { expect } from 'vitest';
import { joinRoom, type RoomAddress } from '../../../apps/tools/src/room-client/join-room.js';
import { performCast } from '../../../apps/tools/src/room-client/perform-cast.js';
import { openPool } from '../database-pool.js';
import { simulatedProfile } from '../../../apps/tools/src/room-client/simulated-profile.js';

/** Casts take a second or less. */
const SPEED = 3;

/** A wand of the product's own client, which casts one spell after another until it is told to stop. */
export class WandInUse {
  /** When each cast was acknowledged, on the clock of `performance.now`. */
  readonly stored = new Map<string, number>();
  private stopping = false;
  private readonly casting: Promise<void>;

  private constructor(
    private readonly wand: Wand,
    seed: number,
  ) {
    this.casting = this.castOn(seed);
    this.casting.catch(() => undefined); // `stop` tells
  }

  static async join(room: RoomAddress, n: number): Promise<WandInUse> {
    const { wand } = await joinRoom(room, simulatedProfile(n));
    return new WandInUse(wand, n);
  }

  /** When the first cast was acknowledged that was stored after this time; undefined if none was yet. */
  storedAfter(time: number): number | undefined {
    return [...this.stored.values()].find((at) => at > time);
  }

  /** @returns the ids of all acknowledged casts */
  async stop(): Promise<readonly string[]> {
    this.stopping = true;
    await this.casting;
    this.wand.leave();
    return [...this.stored.keys()];
  }

  private async castOn(seed: number): Promise<void> {
    const random = seeded(seed);
    const glyph = parseGlyph(starterSpellbook[0]?.glyph ?? '');
    const person = simulatePerson(random);
    while (!this.stopping) {
      const signal = simulateCast(glyph, person, random, { gravity: true });
      const options = { intent: 'cast', spell: null, source: 'simulated', speed: SPEED } as const;
      const result = await performCast(this.wand, signal, options);
      if (result.kind === 'stored') this.stored.set(result.castId, performance.now());
    }
  }
}

/** Wands of so many people. */
export function joinWands(room: RoomAddress, count: number): Promise<WandInUse[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => WandInUse.join(room, n)));
}

/** When each wand has another cast stored, ms after `time`, in ascending order. */
export async function backAfter(time: number, wands: readonly WandInUse[]): Promise<number[]> {
  for (const wand of wands) await expect.poll(() => wand.storedAfter(time)).toBeDefined();
  return wands.map((wand) => Math.round((wand.storedAfter(time) ?? 0) - time)).sort((a, b) => a - b);
}

/** Stops the wands. @returns how many of their acknowledged casts are not in the database */
export async function countLost(databaseUrl: string, wands: readonly WandInUse[]): Promise<number> {
  const stored = (await Promise.all(wands.map((wand) => wand.stop()))).flat();
  const pool = openPool(databaseUrl);
  const { rows } = await pool.query('SELECT id FROM casts WHERE id = ANY($1)', [stored]);
  await pool.end();
  return stored.length - rows.length;
}
