import type { SpellId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { podiumDrawings } from '../../../../../apps/web/src/stage/podium/podium-drawings';

const spells = [
  { id: 'bloom' as SpellId, glyph: 'M0 0h1' },
  { id: 'tide' as SpellId, glyph: 'M0 0v1' },
];
const place = (spell: string, path = '', seal = [1]) => ({ spell: spell as SpellId, path, seal });

test('the podium shows each winner’s own path, and no glyph twice', () => {
  expect(podiumDrawings([place('bloom', 'a'), place('bloom', 'b'), place('bloom')], spells)).toEqual([
    { kind: 'path', path: 'a' },
    { kind: 'path', path: 'b' },
    { kind: 'glyph', glyph: 'M0 0h1' },
  ]);
  expect(podiumDrawings([place('bloom'), place('bloom'), place('tide')], spells).map(({ kind }) => kind)).toEqual([
    'glyph',
    'nothing',
    'glyph',
  ]);
});

test('a deleted cast has no drawing', () => {
  expect(podiumDrawings([{ spell: null, path: '', seal: [] }], spells)).toEqual([{ kind: 'nothing' }]);
});
