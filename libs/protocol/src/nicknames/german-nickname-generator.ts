import { firstFreeName } from './first-free-name.js';

/** Adjective stems; the animal's grammatical gender determines the ending. */
const adjectives = (
  'Flink,Mutig,Heiter,Munter,Still,Wild,Sanft,Klug,Kühn,Schlau,Froh,Wach,Zart,Rasch,Leis,Frisch,Golden,Silbern,Bunt,' +
  'Treu,Stolz,Tapfer,Lustig,Neugierig,Geduldig,Höflich,Pfiffig,Wendig,Listig,Fröhlich,Eifrig,Gewitzt,' +
  'Verträumt,Vergnügt,Unverzagt,Beherzt,Besonnen,Ruhig,Emsig,Findig,Sonnig'
).split(',');
const animals = [
  [
    'er',
    'Dachs,Biber,Luchs,Igel,Otter,Rabe,Star,Specht,Storch,Reiher,Falke,Milan,Kranich,Fink,Zeisig,Hase,Marder,Molch',
  ],
  [
    'e',
    'Eule,Amsel,Meise,Drossel,Elster,Lerche,Libelle,Grille,Hummel,Ammer,Unke,Schwalbe,Möwe,Dohle,Haselmaus,Wachtel',
  ],
  ['es', 'Wiesel,Hermelin,Murmeltier,Eichhorn,Rotkehlchen,Käuzchen,Reh,Rebhuhn,Teichhuhn,Glühwürmchen'],
].flatMap(([ending = '', names = '']) => names.split(',').map((name) => ({ ending, name })));

/**
 * Generates a German nickname such as "Flinkes Wiesel".
 * @param random returns 0..1  @param taken names to avoid; a clash is very unlikely but possible
 */
export function generateGermanNickname(random: () => number, taken: ReadonlySet<string> = new Set()): string {
  return firstFreeName(taken, () => {
    const adjective = adjectives[Math.floor(random() * adjectives.length)] ?? '';
    const { ending = '', name = '' } = animals[Math.floor(random() * animals.length)] ?? {};
    return `${adjective}${ending} ${name}`;
  });
}
