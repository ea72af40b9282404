import { castLine, packedCastLine, parseCastLine, seeded, signalOf } from '@wandcast/gesture';
import { wordsPerSample, type PackedSamples } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';

/** Every value of a word, ascending as a time. */
const EVERY_WORD = Int16Array.from({ length: 65_536 }, (_, word) => word);
const facts = { id: 'c-1', user: 'Zoë "of" the 山', label: null, metadata: { said: 'Ember', at: 1_700_000_000_000 } };

/** Samples whose columns each have every value, in an order of their own. */
function everyWord(channels: number): PackedSamples {
  const width = wordsPerSample(channels);
  const words = Int16Array.from(
    { length: EVERY_WORD.length * width },
    (_, i) => (EVERY_WORD[Math.floor(i / width)] ?? 0) + (i % width) * 7_919,
  );
  return { channels, count: EVERY_WORD.length, words };
}

function bothLines(packed: PackedSamples, split?: 'test'): [string, string] {
  const cast = split === undefined ? facts : { ...facts, split };
  const bytes = packedCastLine(cast, packed);
  return [
    new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    `${castLine({ ...cast, signal: signalOf(packed) })}\n`,
  ];
}

describe('the line of a packed cast', () => {
  test.each([1, 2, 3, 5, 6, 7])('is that of its signal for every value of a word, channels %i', (channels) => {
    const [packed, signal] = bothLines(everyWord(channels));
    expect(packed === signal).toBe(true); // a difference would be printed as 4 MB
  });

  test('is that of its signal for a split, one sample and none, after a longer one', () => {
    const random = seeded(3);
    for (const count of [40, 1, 0]) {
      const words = Int16Array.from({ length: count * 7 }, () => Math.floor(random() * 65_536));
      const [packed, signal] = bothLines({ channels: 3, count, words }, 'test');
      expect(packed).toBe(signal);
    }
  });

  test('is read as what was packed, and stays when the next one is written', () => {
    const first = packedCastLine(facts, {
      channels: 2,
      count: 2,
      words: Int16Array.of(0, -5, 10, 100, 33, 7, 0, -981),
    });
    packedCastLine(facts, { channels: 2, count: 1, words: Int16Array.of(9, 9, 9, 9) });
    const { id, user, label, metadata, signal } = parseCastLine(new TextDecoder().decode(first), 1);
    expect({ id, user, label, metadata }).toEqual(facts);
    expect(signal.t).toEqual(Float32Array.of(0, 16.5));
    expect(signal.gravity?.x).toEqual(Float32Array.of(-0.05, 0.07));
    expect(signal.gravity?.z).toEqual(Float32Array.of(1, -9.81));
  });
});
