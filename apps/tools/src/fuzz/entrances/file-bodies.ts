import { gzipSync } from 'node:zlib';
import { castLine, seeded, simulateRoom, starterSpellbook, tidyCsvLines, TIDY_HEADER } from '@wandcast/gesture';
import type { Dice } from '../generate/dice.js';
import { castFileBombs, modelFileBombs } from '../generate/file-bombs.js';

/** Files that the server takes, with damage, and files that only pretend to be one. */
export class FileBodies {
  private readonly casts: readonly Buffer[];
  private readonly bombs: readonly Buffer[];

  /** @param models whole model files  @param evenings whole evenings */
  constructor(
    private readonly models: readonly Buffer[],
    private readonly evenings: readonly Buffer[],
  ) {
    const glyphs = Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? '']));
    const casts = simulateRoom(glyphs, { people: 2, castsPerSpell: 1 }, seeded(7)).map((cast, i) => ({
      id: `f${i}`,
      ...cast,
    }));
    const lines = casts.map((cast) => castLine(cast)).join('\n');
    const csv = [TIDY_HEADER, ...casts.map((cast, i) => tidyCsvLines(cast, i))].join('\n');
    this.casts = [Buffer.from(lines), Buffer.from(csv), gzipSync(lines)];
    this.bombs = [...castFileBombs(), ...modelFileBombs()];
  }

  /** A body for a route that takes a file. @param format as routes name it: bytes, zip or NDJSON */
  of(format: string, dice: Dice): Buffer {
    if (dice.chance(0.08)) return dice.pick(this.bombs);
    const whole = dice.pick(format === 'zip' ? this.models : format === 'NDJSON' ? this.evenings : this.casts);
    if (dice.chance(0.15)) return whole;
    return this.damaged(whole, dice);
  }

  private damaged(whole: Buffer, dice: Dice): Buffer {
    const copy = Buffer.from(whole);
    const at = dice.below(copy.length);
    switch (dice.below(6)) {
      case 0:
        return copy.subarray(0, at);
      case 1:
        return Buffer.concat([copy, dice.bytes(30)]);
      case 2:
        for (let i = 0; i < 4; i++) copy[dice.below(copy.length)] = dice.below(256);
        return copy;
      case 3:
        return Buffer.concat([
          copy.subarray(0, at),
          Buffer.from(dice.pick(['\0', '\ud800', '"', '\n\n\n', ',', '}', '-1e999']), 'utf8'),
          copy.subarray(at),
        ]);
      case 4:
        return Buffer.concat([copy, copy]);
      default:
        return Buffer.from(dice.bytes(200 + dice.below(2_000)));
    }
  }
}
