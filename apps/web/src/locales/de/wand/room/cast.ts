import type { RoomTexts } from '../../../en/wand/room/index';
import { numbers } from '../../numbers';

export const cast: RoomTexts['cast'] = {
  title: 'Zaubern',
  back: 'Zurück zur Auswahl',
  ring: {
    invitation: 'Jetzt zaubern',
    hint: 'Halten, zeichnen, loslassen',
    spoken: 'Zum Beginnen doppeltippen, in die Luft zeichnen, zum Beenden doppeltippen. Mit einer Tastatur: Leertaste.',
    lost: 'Zaubere weiter. Die Ergebnisse kommen nach.',
    finish: 'Zum Beenden tippen',
  },
  hold: 'Halt das Handy, wie du magst.',
  pad: {
    name: 'Zeichne hier einen Zauber',
    invitation: 'Zeichne hier',
    how: 'Ein einziger Strich. Das Modell erkennt ihn, lernt aber nicht daraus.',
    spoken: 'Nimm einen Finger, einen Stift oder eine Maus. Die Zauber darunter lassen sich auch für dich zeichnen.',
  },
  known: {
    name: 'Zauber, die das Modell kennt',
    tap: 'Zeichnen geht nicht? Tipp auf einen Zauber. Das wird getrennt gewertet.',
    drawn: (spell) => `${spell} für mich zeichnen`,
    done: 'geschafft',
  },
  keys: {
    space: 'Die Leertaste beginnt und beendet einen Schwung, Esc bricht ihn ab.',
    spells: (count) => `${count === 1 ? 'Taste 1 zaubert' : `Tasten 1 bis ${count} zaubern`}, Esc bricht ab.`,
    areOff: 'Die Kurzbefehle der Zifferntasten sind aus.',
    turnOff: 'Kurzbefehle ausschalten',
    turnOn: 'Kurzbefehle einschalten',
    dropped: 'Abgebrochen.',
  },
  listening: 'Lauscht',
  leaning: { before: 'Sieht aus wie', after: '…' },
  drawAnything: 'Zeichne etwas',
  drawIt: 'Zeichne',
  percent: numbers.percent,
  threshold: (threshold) => `braucht ${numbers.percent(threshold)}`,
  sure: (probability) => `Zu ${numbers.chance(probability)} sicher.`,
  nextGuess: (spell, probability) => `Zweiter Tipp: ${spell}, ${numbers.chance(probability)}`,
  not: (spell) => `Nicht ${spell}`,
  recognizedAs: (spell) => `Erkannt als ${spell}.`,
  fizzled: 'Verpufft',
  almost: (spell) => `Fast ${spell}`,
  between: (first, second) => `Irgendwo zwischen ${first} und ${second}.`,
  likeNothing: 'So etwas steht nicht im Buch.',
  confirm: {
    ask: 'Das war richtig',
    thanks: 'Danke, ist notiert.',
  },
  adaptation: {
    active: 'Dein Zauberstab kennt dich',
    learnedFrom: (casts, spells) =>
      `Er hat aus ${casts === 1 ? 'einem deiner Schwünge' : `${casts} deiner Schwünge`}${spells > 1 ? ` für ${spells} Zauber` : ''} gelernt: beigebracht, in einer Runde richtig oder von dir bestätigt. In Runden gilt für alle dasselbe.`,
    forget: 'Vergiss, wie ich zaubere',
    forgotten: 'Dein Zauberstab hat vergessen, wie du zauberst.',
  },
  free: {
    listening: 'Beweg dich einfach: Dein Zauberstab hört zu.',
    sends:
      'Er spürt Bewegung, keinen Ton. Gesendet werden nur fertige Bewegungen; was kein Zauber ist, wird vergessen.',
    lost: 'Dein Zauberstab hört wieder zu, sobald du zurück im Raum bist. Drücken geht weiter.',
  },
  kept: 'Aufbewahrt',
  waits:
    'Der Raum ist gerade nicht zu erreichen. Dieser Schwung ist auf deinem Handy sicher und wird automatisch gesendet.',
  countsLate: 'Er zählt, wenn er bis fünf Sekunden nach dem Ende ankommt.',
  unanswered:
    'Noch ist kein Modell wach, das ihn erkennen könnte. Bring dem Raum ein paar Zauber bei, dann lässt sich eines trainieren.',
  spokenUnanswered: 'Aufbewahrt. Kein Modell ist wach, das ihn erkennt.',
  nobodyAwake: 'Noch ist kein Modell wach. Schwünge werden aufbewahrt, aber nicht erkannt.',
  refused: 'Diesmal nicht',
  noMotion: 'Wir spüren keine Bewegung von deinem Handy.',
  still: 'Nichts hat sich bewegt.',
  pressAgain: 'Drück das Siegel, um weiterzuzaubern.',
  drawAgain: 'Zeichne gleich noch einmal.',
  showSpells: 'Zauber zeigen',
  sketch: 'Grobe Skizze deiner Bewegung',
  practice: (spell) => `${spell} üben`,
};

const sides: Readonly<Record<'top' | 'bottom' | 'left' | 'right', string>> = {
  top: 'oben',
  bottom: 'unten',
  left: 'links',
  right: 'rechts',
};

export const advice: RoomTexts['advice'] = {
  start: (started, starts, spell) => `Du hast ${sides[started]} angefangen. ${spell} beginnt ${sides[starts]}.`,
  differs: {
    same: (spell) => `Dein Weg sieht aus wie ${spell}. Zaubere noch einmal.`,
    backwards: () => 'Du hast andersherum gezeichnet.',
    mirrored: () => 'Du hast spiegelverkehrt gezeichnet.',
    'upside-down': () => 'Das war auf dem Kopf gezeichnet.',
    turned: () => 'Das war zur Seite gedreht.',
    'first-part': (spell) => `Das war nur der Anfang von ${spell}.`,
    'last-part': (spell) => `Das war nur das Ende von ${spell}.`,
    'fewer-turns': (spell) => `Dein Weg hatte weniger Wendungen als ${spell}.`,
    'more-turns': (spell) => `Dein Weg hatte mehr Wendungen als ${spell}.`,
    open: () => 'Komm am Ende wieder zum Anfang zurück.',
    other: () => 'Vergleich deinen Weg mit der Zeichnung.',
    short: () => 'Das war zu schnell. Lass dir etwa zwei Sekunden Zeit.',
    cut: () => 'Die Zeit ist abgelaufen. Etwa zwei Sekunden genügen.',
  },
};

export const practice: RoomTexts['practice'] = {
  title: 'Üben',
  private: 'Das siehst nur du. Nichts wird gesendet oder gespeichert.',
  choose: 'Welcher Zauber?',
  back: 'Fertig geübt',
  press: 'Halten, zeichnen, loslassen',
  again: 'Drück das Siegel für den nächsten Versuch.',
  three: 'Drei in Folge.',
  alike: (share) => `Zu ${Math.round(100 * share)} % wie die Zeichnung`,
  nearer: (other) => `Näher an ${other} als an dem Zauber, den du übst.`,
  good: 'Genau so.',
  fair: 'Fast. Folg der Zeichnung noch einmal.',
  poor: 'Noch nicht. Achte darauf, wo die Zeichnung anfängt, und lass dir Zeit.',
  sketch: 'Grobe Skizze deiner Bewegung. Vergleich die Form, nicht die Größe.',
  none: 'Noch hat kein Zauber im Buch eine Zeichnung.',
};
