import type { PodiumPlace, Spell } from '@wandcast/protocol';
import type { SealDrawing } from '../ui/seal-drawing';

/**
 * What each seal of the podium shows: the path of the cast itself; without one, the glyph of its spell, but no glyph
 * twice; otherwise nothing, so that the mark of the person takes its place.
 */
export function podiumDrawings(
  places: readonly Pick<PodiumPlace, 'spell' | 'seal' | 'path'>[],
  spells: readonly Pick<Spell, 'id' | 'glyph'>[],
): SealDrawing[] {
  const used = new Set<string>();
  return places.map(({ spell, seal, path }): SealDrawing => {
    if (path !== '') return { kind: 'path', path };
    const glyph = spells.find(({ id }) => id === spell)?.glyph ?? null;
    if (glyph === null || seal.length === 0 || used.has(glyph)) return { kind: 'nothing' };
    used.add(glyph);
    return { kind: 'glyph', glyph };
  });
}
