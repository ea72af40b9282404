import { describe, expect, test } from 'vitest';
import { room as de } from '../../../../apps/web/src/locales/de/wand/room';
import { room as en } from '../../../../apps/web/src/locales/en/wand/room';

const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

describe('texts about casts and rounds', () => {
  test('are complete sentences in both languages', () => {
    expect(en.cast.sure(0.9971)).toBe('Over 99% sure.');
    expect(plain(de.cast.sure(0.9971))).toBe('Zu über 99 % sicher.');
    expect(plain(de.cast.nextGuess('Gale', 0.04))).toBe('Zweiter Tipp: Gale, 4 %');
    expect(de.cast.between('Tide', 'Gale')).toBe('Irgendwo zwischen Tide und Gale.');
    expect(de.round.announced(`${de.round.challenge('order').before ?? ''} Tide`, 5)).toBe(
      'Zaubere Tide. In 5 Sekunden geht es los.',
    );
  });

  test('use the singular for one', () => {
    expect(en.data.saved(1)).toBe('Saved 1 cast, one per line.');
    expect([1, 2].map((casts) => plain(de.data.saved(casts)))).toEqual([
      '1 Schwung gespeichert, einer pro Zeile.',
      '2 Schwünge gespeichert, einer pro Zeile.',
    ]);
    expect([en.teach.readings(1_800, 1), en.teach.readings(1_800, 94)]).toEqual([
      '1.8 s, 1 reading',
      '1.8 s, 94 readings',
    ]);
    expect([en.roundPlay.left(1), de.roundPlay.left(1), de.roundPlay.left(2)]).toEqual([
      '1 second left',
      'Noch 1 Sekunde',
      'Noch 2 Sekunden',
    ]);
    expect([de.rank.up(1), de.rank.down(2), de.roundPlay.points(1)]).toEqual([
      '1 Platz rauf',
      '2 Plätze runter',
      'Punkt',
    ]);
  });

  test('format ordinals as each language does', () => {
    expect([en.rank.ordinal(7), en.rank.spokenOrdinal(7)]).toEqual(['7th', 'seventh']);
    expect([de.rank.ordinal(7), de.rank.spokenOrdinal(7)]).toEqual(['7.', 'Platz 7']);
  });
});
