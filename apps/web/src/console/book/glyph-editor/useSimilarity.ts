import { GlyphError, confusionRate, simulateGlyph, type GlyphCasts } from '@wandcast/gesture';
import type { Spell } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import type { Similarity } from './similarity-text';

/** Simulated casts by glyph and direction; undefined for invalid glyphs. */
const cache = new Map<string, GlyphCasts | undefined>();

/** Yields to the event loop between simulations of 5 ms each, so that the pad stays responsive. */
const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Similarity of the drawn glyph to those of `spells`; undefined while it is computed. The spells are simulated as soon as
 * the pad opens, so that the result is available soon after the first stroke.
 */
export function useSimilarity(
  drawn: () => string | undefined,
  spells: () => readonly Spell[],
): Readonly<ShallowRef<readonly Similarity[] | undefined>> {
  const similarities = shallowRef<readonly Similarity[]>();
  let latestRun = 0;

  async function compare(glyph: string | undefined, others: readonly Spell[]): Promise<void> {
    const run = ++latestRun;
    similarities.value = undefined;
    const own = glyph === undefined ? undefined : simulated(glyph, false);
    const found: Similarity[] = [];
    for (const { name, glyph: other } of others) {
      if (other === null) continue;
      await yieldToEventLoop();
      if (run !== latestRun) return;
      const forwards = simulated(other, false);
      if (!cache.has(keyOf(other, true))) await yieldToEventLoop();
      if (run !== latestRun) return;
      const backwards = simulated(other, true);
      if (own === undefined || forwards === undefined || backwards === undefined) continue;
      found.push({ name, forwards: confusionRate(own, forwards), backwards: confusionRate(own, backwards) });
    }
    if (own !== undefined) similarities.value = found;
  }
  watch(
    [drawn, spells],
    ([glyph, others]) => {
      void compare(glyph, others);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => latestRun++); // cancels
  return similarities;
}

const keyOf = (glyph: string, backwards: boolean): string => (backwards ? `-${glyph}` : glyph);

/** Undefined if the glyph cannot be parsed. */
function simulated(glyph: string, backwards: boolean): GlyphCasts | undefined {
  const key = keyOf(glyph, backwards);
  if (!cache.has(key)) {
    try {
      cache.set(key, simulateGlyph(glyph, { backwards }));
    } catch (error) {
      if (!(error instanceof GlyphError)) throw error;
      cache.set(key, undefined);
    }
  }
  return cache.get(key);
}
