import type { RoomTexts } from '../../../en/wand/room/index';
import { grammar } from '../../grammar';
import { groveNames } from '../../groves';
import { LOCALE } from '../../locale';

const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full' });
const casts = (count: number): string => grammar.counted(count, { one: 'Schwung', other: 'Schwünge' });

export const souvenir: RoomTexts['souvenir'] = {
  title: 'Dein Andenken',
  open: 'Dein Andenken',
  back: 'Zurück',
  loading: 'Dein Andenken wird gemalt',
  failed: 'Dein Andenken ist noch nicht da.',
  retry: 'Noch einmal',
  notPainted: 'Dieser Browser kann keine Bilder malen. Mach stattdessen ein Bildschirmfoto.',
  save: 'Bild speichern',
  share: 'Teilen',
  notShared: 'Das Teilen hat nicht geklappt. Speichere das Bild stattdessen.',
  alt: (parts) => `Andenken: ${parts.join(', ')}.`,
  file: 'wandcast-andenken',
  date: (at) => day.format(at),
  grove: (grove) => groveNames[grove],
  rank: (rank) => `Platz ${rank}`,
  points: (count) => grammar.counted(count, { one: 'Punkt', other: 'Punkte' }),
  spells: (count) => `${count} Zauber`,
  casts,
  taught: (count) => `${casts(count)} beigebracht`,
  sure: (chance) => `Mein bester Schwung, zu ${chance} sicher`,
  sketch: 'Die Linie ist eine grobe Skizze der Bewegung.',
  none: 'Du warst dabei.',
  noCasts: 'Beim nächsten Mal: Zauberstab hoch.',
  noneMore: 'Kein Zauber wurde erkannt, aber so fangen alle an.',
};
