import { STEADY_HZ, channelBits, type Findings } from '@wandcast/protocol';
import type { ChecksTexts } from '../../en/checks/check-texts';
import { localizedUnits } from '../../../shared/format/localized-units';
import { grammar } from '../grammar';
import { LOCALE } from '../locale';
import { links, motions, networkOrigins } from './outcomes';

const { whole, time } = localizedUnits(LOCALE);
const NOT_KNOWN = 'Nicht bekannt.';

const channelNames = [
  [channelBits.linear, 'Bewegung'],
  [channelBits.gravity, 'Schwerkraft'],
  [channelBits.rotation, 'Drehung'],
] as const;

function motionSays({ motion, channels = 0 }: Findings): string {
  if (motion === undefined) return NOT_KNOWN;
  if (motion !== 'alive') return motions[motion][0];
  const names = channelNames.filter(([bit]) => (channels & bit) !== 0).map(([, name]) => name);
  return names.length === 0 ? 'Der Sensor funktioniert.' : `Das Handy spürt ${grammar.list(names)}.`;
}

function clockSays({ offsetMs, roundTripMs }: Findings): string {
  if (offsetMs == null) return NOT_KNOWN;
  if (Math.abs(offsetMs) <= Math.max(50, roundTripMs ?? 0)) return 'Geht wie die des Servers.';
  return `Geht ${time(Math.abs(offsetMs))} ${offsetMs < 0 ? 'vor' : 'nach'}; das wird eingerechnet.`;
}

function signsSay({ flipped }: Findings): string {
  if (flipped == null) return 'Nicht bekannt.';
  return flipped ? 'Achsen wie bei iPhones. Der Zauberstab gleicht das aus.' : 'Achsen wie im Standard.';
}

function rateTodo({ rateHz }: Findings): readonly string[] {
  if (rateHz == null) return [];
  return [
    rateHz < STEADY_HZ
      ? 'Schalte den Stromsparmodus aus: Er kann die Werte halbieren.'
      : 'Es stockt: Schließ andere Apps und Tabs und versuch es noch einmal.',
  ];
}

export const checks: ChecksTexts = {
  secure: {
    name: 'Sichere Seite',
    says: ({ secure }) =>
      secure === true ? 'Hier verraten Browser Bewegung.' : 'Der Link ist ungesichert: hier keine Bewegung.',
    todo: () => ['Öffne die Adresse, die mit https beginnt. Ob es eine gibt, sagt die Konsole unter „Phones“.'],
  },
  load: {
    name: 'Seitenaufbau',
    says: ({ loadMs }) => (loadMs == null ? NOT_KNOWN : `Hat ${time(loadMs)} gedauert.`),
    todo: () => ['Das Netz ist langsam oder voll: Lass die Leute früh herein, ein paar auf einmal.'],
  },
  motion: {
    name: 'Bewegung',
    says: motionSays,
    todo: ({ motion }) => {
      if (motion === undefined) return [];
      return motion === 'alive'
        ? ['Ihm fehlt das Gyroskop: Schwünge werden weniger zuverlässig erkannt.']
        : motions[motion].slice(1);
    },
  },
  rate: {
    name: 'Messwerte',
    says: ({ rateHz, maxGapMs }) =>
      rateHz == null
        ? 'Nichts zu zählen.'
        : `${whole(rateHz)} in der Sekunde, höchstens ${time(maxGapMs ?? 0)} auseinander.`,
    todo: rateTodo,
  },
  signs: {
    name: 'Wo oben ist',
    says: signsSay,
    todo: () => [],
  },
  link: {
    name: 'Verbindung',
    says: ({ transport }) => (transport === undefined ? NOT_KNOWN : links[transport ?? 'none'][0]),
    todo: ({ transport }) => (transport === undefined ? [] : links[transport ?? 'none'].slice(1)),
  },
  networkOrigin: {
    name: 'Netz',
    says: ({ networkOrigin }) => (networkOrigin === undefined ? NOT_KNOWN : networkOrigins[networkOrigin][0]),
    todo: ({ networkOrigin }) => (networkOrigin === undefined ? [] : networkOrigins[networkOrigin].slice(1)),
  },
  roundTrip: {
    name: 'Hin und zurück',
    says: ({ roundTripMs, slowestMs }) =>
      roundTripMs == null ? NOT_KNOWN : `${time(roundTripMs)}, im langsamsten Fall ${time(slowestMs ?? roundTripMs)}.`,
    todo: ({ roundTripMs }) =>
      roundTripMs == null
        ? []
        : ['Jeder Schwung zählt, nur die Antworten kommen spät. Geh näher an den Router oder nimm ein anderes Netz.'],
  },
  clock: {
    name: 'Uhr',
    says: clockSays,
    todo: ({ offsetMs }) =>
      offsetMs == null ? [] : ['Lass das Handy Datum und Uhrzeit selbst stellen: Zertifikate werden daran gemessen.'],
  },
  screen: {
    name: 'Bildschirm',
    says: ({ wakeLock }) => (wakeLock === true ? 'Bleibt beim Zaubern an.' : 'Geht vielleicht von selbst aus.'),
    todo: () => ['Vielleicht spart das Handy Strom, oder der Browser ist älter: Lass den Bildschirm länger an.'],
  },
  storage: {
    name: 'Ungesendetes',
    says: ({ storage }) =>
      storage === true
        ? 'Bleibt auf dem Handy, bis es gespeichert ist.'
        : 'Geht verloren, wenn die Seite vorher zugeht.',
    todo: () => ['Verlass das private Fenster oder schaff Platz auf dem Handy.'],
  },
};
