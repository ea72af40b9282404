import { starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { spells as german } from '../../../../apps/web/src/locales/de/spells';
import { spells as english } from '../../../../apps/web/src/locales/en/spells';
import { localizeSpell } from '../../../../apps/web/src/locales/localize-spell';

const [ember] = starterSpellbook;
if (ember === undefined) throw new Error('the starter spellbook is empty');

describe('a shipped spell', () => {
  test('has its texts in the catalog as in the starter spellbook', () => {
    const shipped = starterSpellbook.map(({ id, name, hint }) => [id, { name, hint }]);
    expect(english).toEqual(Object.fromEntries(shipped));
  });

  test('is shown in the reader’s language', () => {
    expect(localizeSpell(ember, german)).toEqual({ ...ember, ...german.ember });
    expect(localizeSpell(ember, english)).toEqual(ember);
  });

  test('keeps a name or a hint that was edited', () => {
    const renamed = { ...ember, name: 'Fire' };
    expect(localizeSpell(renamed, german)).toEqual({ ...renamed, hint: german.ember.hint });
    const rewritten = { ...ember, hint: 'Straight up, then home.' };
    expect(localizeSpell(rewritten, german)).toEqual({ ...rewritten, name: german.ember.name });
  });
});

test('a spell that was added keeps its own texts', () => {
  const added = { ...ember, id: 'comet' as typeof ember.id };
  expect(localizeSpell(added, german)).toBe(added);
});
