import type { CastId, Participant, SpellId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import {
  dropSouvenir,
  keepSouvenir,
  keptSouvenir,
  type KeptSouvenir,
} from '../../../../../../apps/web/src/wand/show/souvenir/kept-souvenir';
import { souvenirLines, souvenirText } from '../../../../../../apps/web/src/wand/show/souvenir/souvenir-lines';

const spark = { id: 'spark' as SpellId, name: 'Spark', hue: 'spark', glyph: null } as const;
const kept = (change: Partial<KeptSouvenir['souvenir']> = {}): KeptSouvenir => ({
  souvenir: {
    best: { castId: 'cast' as CastId, spell: spark.id, confidence: 0.93, seal: [], path: 'AAAA' },
    ...{ spells: [spark.id], casts: 12, taught: 5, points: 1_240, rank: 7, of: 31 },
    ...change,
  },
  title: 'A talk',
  at: Date.UTC(2026, 10, 27, 12),
  participant: { nickname: 'Salt Hare', sigil: 'moth', metal: 'brass', grove: 'yew' } as Participant,
  spells: [spark],
});
const storage = () => {
  const items = new Map<string, string>();
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
};

test('is kept for its event until the participant is forgotten', () => {
  const shelf = storage();
  keepSouvenir(shelf, 'MOTH42', kept());
  expect(keptSouvenir(shelf, 'MOTH42')).toEqual(kept());
  expect(keptSouvenir(shelf, 'OTHER1')).toBeUndefined();
  dropSouvenir(shelf, 'MOTH42');
  expect(keptSouvenir(shelf, 'MOTH42')).toBeUndefined();
});

test('is ignored if another version of the page wrote it', () => {
  for (const text of ['{', '{"version":0,"kept":{}}', '{}']) {
    const shelf = storage();
    shelf.setItem('wandcast:souvenir:MOTH42', text);
    expect(keptSouvenir(shelf, 'MOTH42')).toBeUndefined();
  }
});

test('tells title, date, name, grove, best cast, rank, points and spells', () => {
  const lines = souvenirLines(kept());
  expect(lines).toMatchObject({ title: 'A talk', name: 'Salt Hare', grove: 'Yew grove', best: 'Spark' });
  expect(lines.bestMore).toBe('My best cast, 93% sure');
  expect(lines.figures).toEqual(['7th place', '1,240 points', '1 spell', '5 casts taught']);
  expect(souvenirText(kept(), lines)).toMatch(/^Souvenir: A talk, .*27 November 2026, Salt Hare, .*Spark\.$/);
});

test('has kind words and no zeros for someone without a recognized cast', () => {
  const nothing = { best: null, spells: [], taught: 0, points: 0, rank: null };
  const tried = souvenirLines(kept({ ...nothing, casts: 3 }));
  expect(tried).toMatchObject({ best: 'You were there.', figures: ['3 casts'], note: '' });
  expect(tried.bestMore).toBe('No spell was recognized, but every wizard starts like this.');
  expect(souvenirLines(kept({ ...nothing, casts: 0 }))).toMatchObject({
    figures: [],
    bestMore: 'Next time, wands out.',
  });
});
