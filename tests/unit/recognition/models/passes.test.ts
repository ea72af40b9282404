import { beforeAll, expect, test } from 'vitest';
import {
  parseGlyph,
  seeded,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  withoutRotation,
  type Signal,
} from '@wandcast/gesture';
import { loadStarter } from '@wandcast/recognition';
import { startEngine } from '../../../../libs/recognition/src/engine/tensorflow-engine.js';
import { loadModel, type Model } from '../../../../libs/recognition/src/models/load-model.js';

/** More than one pass of each head. */
const CASTS = 150;

let model: Model;

beforeAll(async () => {
  await startEngine('wasm');
  model = await loadModel(await loadStarter());
});

/** Every other one without rotation, which another head takes. */
function mixedCasts(): Signal[] {
  const random = seeded(7);
  const glyphs = starterSpellbook.flatMap(({ glyph }) => (glyph === null ? [] : [parseGlyph(glyph)]));
  return Array.from({ length: CASTS }, (_, i) => {
    const glyph = glyphs[i % glyphs.length];
    if (glyph === undefined) throw new Error('the starter spellbook has no glyph');
    const cast = simulateCast(glyph, simulatePerson(random), random, { gravity: true });
    return i % 2 === 0 ? cast : withoutRotation(cast);
  });
}

test.each(['predict', 'personal', 'features', 'predictLive'] as const)(
  'casts that are predicted together are predicted as alone: %s',
  (method) => {
    const casts = mixedCasts();
    const together = model[method](casts);
    expect(together).toHaveLength(CASTS);
    for (const [i, cast] of casts.entries()) {
      const [alone = []] = model[method]([cast]);
      expect(alone.length).toBeGreaterThan(0);
      const difference = Math.max(...alone.map((value, k) => Math.abs(value - (together[i]?.[k] ?? NaN))));
      expect(difference).toBeLessThan(1e-4);
    }
  },
);

test('no casts have no rows', () => {
  expect([model.predict([]), model.personal([]), model.features([]), model.predictLive([])]).toEqual([[], [], [], []]);
});
