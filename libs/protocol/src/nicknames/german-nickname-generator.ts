import { triedName } from './first-free-name.js';

/** Stems, which end as their creature's gender asks. */
const natures = (
  'Flink,Mutig,Heiter,Munter,Still,Wild,Sanft,Klug,Kühn,Schlau,Froh,Wach,Zart,Rasch,Leis,Frisch,Golden,Silbern,Bunt,' +
  'Treu,Stolz,Tapfer,Lustig,Neugierig,Geduldig,Höflich,Pfiffig,Wendig,Listig,Fröhlich,Eifrig,Gewitzt,' +
  'Verträumt,Vergnügt,Unverzagt,Beherzt,Besonnen,Ruhig,Emsig,Findig,Sonnig'
).split(',');
const creatures = [
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
 * A wizard name in German, as in "Flinkes Wiesel", that a nickname can be.
 * @param random 0..1  @param taken names that it should not be, and hardly ever is
 */
export function germanMadeUpName(random: () => number, taken: ReadonlySet<string> = new Set()): string {
  return triedName(taken, () => {
    const nature = natures[Math.floor(random() * natures.length)] ?? '';
    const { ending = '', name = '' } = creatures[Math.floor(random() * creatures.length)] ?? {};
    return `${nature}${ending} ${name}`;
  });
}
