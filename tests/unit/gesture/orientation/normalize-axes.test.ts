import {
  parseGlyph,
  samplesOf,
  seeded,
  signalOf,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  normalizeSample,
  type Signal,
} from '@wandcast/gesture';
import { packSamples, type Sample, type Turn } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { asPhone, holding, orientationFromHold } from '../fixtures/held-phone.js';

const turns = [0, 90, 180, 270] as const satisfies readonly Turn[];
const combinations = [false, true].flatMap((flipped) => turns.map((turned) => ({ flipped, turned })));

/** A cast of every starter spell with all channels, each by a different person. */
const casts: readonly Signal[] = starterSpellbook.flatMap(({ glyph }, i) => {
  const random = seeded(i + 1);
  return glyph === null ? [] : [simulateCast(parseGlyph(glyph), simulatePerson(random), random, { gravity: true })];
});
const words = (samples: readonly Sample[]): Int16Array => packSamples(samples, 7).words;

describe('normalized samples', () => {
  test.each(combinations)('equal the original ones: signs flipped $flipped, phone turned by $turned', (phone) => {
    for (const cast of casts) {
      const samples = samplesOf(cast);
      const raw = samples.map((sample) => asPhone(sample, phone.flipped, phone.turned));
      const normalized = raw.map((sample) => normalizeSample(sample, phone));
      expect(words(normalized)).toEqual(words(samples)); // equal in the wire format
      if (phone.flipped || phone.turned !== 0) expect(words(raw)).not.toEqual(words(samples));
    }
  });

  test.each(combinations)(
    'equal the original ones with the orientation from an upright hold: $flipped, $turned',
    ({ flipped, turned }) => {
      const orientation = orientationFromHold(holding({ back: 30, lean: 8, flipped, turned }, 700, seeded(9)), turned);
      expect(orientation).toEqual({ flipped, turned });
      for (const cast of casts) {
        const samples = samplesOf(cast);
        const raw = samples.map((sample) => asPhone(sample, flipped, turned));
        const normalized = raw.map((sample) => normalizeSample(sample, orientation ?? { flipped: null, turned: 0 }));
        expect(signalOf(packSamples(normalized, 7))).toEqual(signalOf(packSamples(samples, 7)));
      }
    },
  );

  test.each(combinations.filter(({ turned }) => turned % 180 !== 0))(
    'have a known orientation if the phone was turned and its page was not: $flipped, $turned',
    ({ flipped, turned }) => {
      expect(orientationFromHold(holding({ back: 30, lean: 8, flipped, turned }, 700, seeded(9)), 0)).toEqual({
        flipped,
        turned,
      });
    },
  );

  test('keep their signs if the signs are unknown, and are still turned', () => {
    const sample: Sample = { t: 3, linear: [1, 2, 3] };
    expect(normalizeSample(sample, { flipped: null, turned: 0 })).toEqual(sample);
    expect(normalizeSample(sample, { flipped: null, turned: 90 })).toEqual({ t: 3, linear: [-2, 1, 3] });
  });

  test('of a flipped phone keep the sign of rotation, because its gyroscope follows the W3C', () => {
    const sample: Sample = { t: 0, gravity: [0, -9.8, 0], rotation: [10, 20, 30] };
    expect(normalizeSample(sample, { flipped: true, turned: 0 }).rotation).toEqual([10, 20, 30]);
    expect(normalizeSample(sample, { flipped: true, turned: 180 }).rotation).toEqual([-10, -20, 30]);
  });

  test('omit channels that the phone did not provide', () => {
    expect(Object.keys(normalizeSample({ t: 0, gravity: [1, 2, 3] }, { flipped: true, turned: 0 }))).toEqual([
      't',
      'gravity',
    ]);
  });
});
