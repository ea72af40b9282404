import { starterSpellbook } from '@wandcast/gesture';
import type { Spell } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import CastOutcomeText from '../../../../../apps/web/src/wand/cast/CastOutcomeText.vue';
import CastRingFace from '../../../../../apps/web/src/wand/cast/CastRingFace.vue';
import type { CastOutcome } from '../../../../../apps/web/src/wand/feedback/cast-outcome';
import { TraceBuilder } from '../../../../../apps/web/src/wand/recording/trace-builder';
import { htmlOf } from '../../html-of';

const spellOf = (name: string): Spell => {
  const spell = starterSpellbook.find((one) => one.name === name);
  if (spell === undefined) throw new Error(`no spell ${name}`);
  return spell;
};
const [ember, tide] = [spellOf('Ember'), spellOf('Tide')];
const outcome: CastOutcome = { kind: 'recognized', spell: tide, probability: 0.9, next: undefined };

const textOf = (asked: Spell | undefined): Promise<string> =>
  htmlOf(CastOutcomeText, {
    ...{ outcome, asked, lesson: undefined, model: null, threshold: null },
    ...{ sketched: false, practicable: false },
  });
const ringOf = (mistaken: boolean): Promise<string> =>
  htmlOf(CastRingFace, {
    phase: { kind: 'answered', castId: 'c', trace: new TraceBuilder().whole(), samples: [], outcome, at: 0 },
    ...{ participant: {}, hint: '', lost: false, guide: null, path: 'M0 0L9 9', mistaken, lesson: undefined },
  });
/** The text of the largest heading. */
const headingOf = (html: string): string | undefined => /<h2 class="display[^>]*>\s*([^<]*?)\s*</.exec(html)?.[1];

describe('another spell than the round asked for', () => {
  test('is first of all not that one, and then what it was recognized as', async () => {
    const html = await textOf(ember);
    expect(headingOf(html)).toBe('Not Ember');
    expect(html).toMatch(/Recognized as Tide\./);
    expect(html).not.toContain('data-hue'); // the color of a spell is kept for a right one
  });

  test('has a dim seal in the ring', async () => {
    expect(await ringOf(true)).toMatch(/class="[^"]*\bdim\b/);
    expect(await ringOf(true)).not.toMatch(/class="[^"]*\brevealing\b/);
  });
});

test('the spell that was asked for is named in its color, with a bright seal', async () => {
  const html = await textOf(undefined);
  expect(headingOf(html)).toBe('Tide');
  expect(html).toContain(`data-hue="${tide.hue}"`);
  expect(await ringOf(false)).toMatch(/class="[^"]*\brevealing\b/);
  expect(await ringOf(false)).not.toMatch(/class="[^"]*\bdim\b/);
});
