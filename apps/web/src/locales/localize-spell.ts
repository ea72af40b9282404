import type { Spell } from '@wandcast/protocol';
import { spells as shippedTexts, type SpellTexts } from './en/spells';

/** The spell in the page's language. Translates only shipped names and hints, not edited ones. */
export function localizeSpell(spell: Spell, texts: SpellTexts): Spell {
  const id: string = spell.id;
  if (!isShipped(id)) return spell;
  const [shipped, translated] = [shippedTexts[id], texts[id]];
  const name = spell.name === shipped.name ? translated.name : spell.name;
  const hint = spell.hint === shipped.hint ? translated.hint : spell.hint;
  return { ...spell, name, hint };
}

function isShipped(id: string): id is keyof SpellTexts {
  return Object.hasOwn(shippedTexts, id);
}
