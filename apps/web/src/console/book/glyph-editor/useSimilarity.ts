import { GlyphError, confusionRate, simulateGlyph, type GlyphCasts } from '@wandcast/gesture';
import type { Spell } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import type { Similarity } from './similarity-text';

/** Cache: a glyph never changes, so each is simulated once per direction. */
const tried = new Map<string, GlyphCasts | undefined>();

/** Yields between trials of 5 ms each, so that the pad can draw. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Similarity of the drawn glyph to those of `spells`, computed in small steps; undefined meanwhile.
 * The spells are simulated as soon as the pad opens, so that little is left when the first stroke ends.
 */
export function useSimilarity(
  drawn: () => string | undefined,
  spells: () => readonly Spell[],
): Readonly<ShallowRef<readonly Similarity[] | undefined>> {
  const similarities = shallowRef<readonly Similarity[]>();
  let turn = 0;

  async function work(glyph: string | undefined, others: readonly Spell[]): Promise<void> {
    const mine = ++turn;
    similarities.value = undefined;
    const own = glyph === undefined ? undefined : tryOut(glyph, false);
    const found: Similarity[] = [];
    for (const { name, glyph: other } of others) {
      if (other === null) continue;
      await breath();
      if (mine !== turn) return;
      const forwards = tryOut(other, false);
      if (!tried.has(keyOf(other, true))) await breath();
      if (mine !== turn) return;
      const backwards = tryOut(other, true);
      if (own === undefined || forwards === undefined || backwards === undefined) continue;
      found.push({ name, forwards: confusionRate(own, forwards), backwards: confusionRate(own, backwards) });
    }
    if (own !== undefined) similarities.value = found;
  }
  watch(
    [drawn, spells],
    ([glyph, others]) => {
      void work(glyph, others);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => turn++);
  return similarities;
}

const keyOf = (glyph: string, backwards: boolean): string => (backwards ? `-${glyph}` : glyph);

/** Undefined if the glyph cannot be parsed. */
function tryOut(glyph: string, backwards: boolean): GlyphCasts | undefined {
  const key = keyOf(glyph, backwards);
  if (!tried.has(key)) {
    try {
      tried.set(key, simulateGlyph(glyph, { backwards }));
    } catch (error) {
      if (!(error instanceof GlyphError)) throw error;
      tried.set(key, undefined);
    }
  }
  return tried.get(key);
}
