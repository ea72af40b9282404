import { samplesOf, starterSpellbook } from '@wandcast/gesture';
import { castMessages } from '../cast-messages.js';
import { casts } from '../console-client.js';

/** The messages of a simulated cast of a starter spell. @param change replaces fields of the header */
export function castOf(spellName: string, change: object = {}, seed = 7) {
  const glyph = starterSpellbook.find(({ name }) => name === spellName)?.glyph;
  if (glyph == null) throw new Error(`no glyph of ${spellName}`);
  const [[signal] = []] = casts(glyph, 1, 1, seed);
  if (signal?.linear === undefined) throw new Error('a simulated cast has linear acceleration');
  return castMessages(samplesOf({ t: signal.t, linear: signal.linear }), change);
}
