import { GlyphError, confusionRate, simulateGlyph, type GlyphCasts } from '@wandcast/gesture';
import type { Spell } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import type { Likeness } from './similarity-text';

/** Glyphs do not change: each is tried once, in each direction, for as long as the page lives. */
const tried = new Map<string, GlyphCasts | undefined>();

/** Lets the pad draw: between two trials of 5 ms each the page takes a breath. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * How like the drawn glyph is to those of `spells`, worked out in small pieces; undefined while it is.
 * The spells are tried as soon as the pad opens, so that little is left to do when the first stroke ends.
 */
export function useLikeness(
  drawn: () => string | undefined,
  spells: () => readonly Spell[],
): Readonly<ShallowRef<readonly Likeness[] | undefined>> {
  const likenesses = shallowRef<readonly Likeness[]>();
  let turn = 0;

  async function work(glyph: string | undefined, others: readonly Spell[]): Promise<void> {
    const mine = ++turn;
    likenesses.value = undefined;
    const own = glyph === undefined ? undefined : tryOut(glyph, false);
    const found: Likeness[] = [];
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
    if (own !== undefined) likenesses.value = found;
  }
  watch(
    [drawn, spells],
    ([glyph, others]) => {
      void work(glyph, others);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => turn++);
  return likenesses;
}

const keyOf = (glyph: string, backwards: boolean): string => (backwards ? `-${glyph}` : glyph);

/** Undefined for a glyph that cannot be read, as one from another version of the book. */
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
