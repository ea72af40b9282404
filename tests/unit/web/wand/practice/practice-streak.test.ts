import { glyphPoints, parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import type { Sample } from '@wandcast/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useMotionSensor } from '../../../../../apps/web/src/shared/sensor/useMotionSensor';
import { announcement } from '../../../../../apps/web/src/wand/feedback/announce';
import { THREE_VIBRATION } from '../../../../../apps/web/src/wand/feedback/cues';
import { usePractice, type Practice } from '../../../../../apps/web/src/wand/practice/usePractice';
import { mounted } from '../../mounted';

const vibrations: unknown[] = [];
beforeEach(() => {
  vibrations.length = 0;
  vi.stubGlobal('navigator', { vibrate: (pattern: unknown) => vibrations.push(pattern) });
  vi.useFakeTimers();
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A cast of a glyph, drawn in a typical way. */
function cast(glyph: string): Sample[] {
  const random = seeded(2);
  const { t, linear } = simulateCast(parseGlyph(glyph), simulatePerson(random), random, { gravity: true });
  return Array.from(t, (time, i) => ({
    t: time,
    linear: [linear?.x[i] ?? 0, linear?.y[i] ?? 0, linear?.z[i] ?? 0],
  }));
}
const glyphOf = (name: string): string => starterSpellbook.find((spell) => spell.name === name)?.glyph ?? '';
const good = cast(glyphOf('Veil'));
const poor = cast(
  glyphPoints(glyphOf('Veil'), 30)
    .toReversed()
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`)
    .join(''),
);

/** Draws casts of Veil one after another. @returns what the phone says about each */
function draw({ casting }: Practice, casts: readonly (readonly Sample[])[]): string[] {
  return casts.map((samples) => {
    casting.startManual('pointer');
    casting.add(samples);
    casting.end();
    vi.runAllTimers();
    return announcement.value;
  });
}

function practiceOf(name: string): { readonly result: Practice; readonly unmount: () => void } {
  const book = () => starterSpellbook;
  return mounted(() => usePractice(book, useMotionSensor(), book().find((spell) => spell.name === name)?.id));
}

test('the third good cast in a row is celebrated, the first two are not', () => {
  const { result: practice, unmount } = practiceOf('Veil');
  const said = draw(practice, [good, good, good, good]);
  expect(practice.streak.value).toBe(4);
  expect(said.map((text) => text.endsWith('Three in a row.'))).toEqual([false, false, true, false]);
  expect(vibrations).toEqual([[...THREE_VIBRATION]]);
  unmount();
});

test('a cast that is not good, and another spell, end the row', () => {
  const { result: practice, unmount } = practiceOf('Veil');
  expect(draw(practice, [good, good, poor, good, good]).join()).not.toContain('Three in a row.');
  expect(practice.streak.value).toBe(2);
  const [other] = practice.spells.value;
  if (other === undefined) throw new Error('the book is empty');
  practice.choose(other);
  expect(practice.streak.value).toBe(0);
  unmount();
});
