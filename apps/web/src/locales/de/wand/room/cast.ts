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
  },
  pad: {
    name: 'Zeichne hier einen Zauber',
    invitation: 'Zeichne hier',
    how: 'Ein einziger Strich. Das Modell hört ihn, lernt aber nicht daraus.',
    spoken: 'Mit einem Finger, einem Stift oder einer Maus. Die Zauber darunter lassen sich auch für dich zeichnen.',
  },
  known: {
    name: 'Zauber, die das Modell kennt',
    tap: 'Zeichnen geht gerade nicht? Tipp auf einen Zauber.',
    drawn: (spell) => `${spell} für mich zeichnen`,
    done: 'geschafft',
  },
  keys: {
    space: 'Die Leertaste beginnt und beendet einen Schwung, Esc verwirft ihn.',
    spells: (count) => `${count === 1 ? 'Taste 1 zaubert' : `Tasten 1 bis ${count} zaubern`}, Esc verwirft.`,
    areOff: 'Die Zifferntasten sind aus.',
    turnOff: 'Tasten ausschalten',
    turnOn: 'Tasten einschalten',
    dropped: 'Verworfen.',
  },
  listening: 'Lauscht',
  leaning: 'Neigt zu',
  drawAnything: 'Zeichne etwas',
  drawIt: 'Zeichne',
  holds: (threshold) => `${numbers.percent(threshold)} reichen`,
  sure: (probability) => `Zu ${numbers.chance(probability)} sicher.`,
  nextGuess: (spell, probability) => `Zweiter Tipp: ${spell}, ${numbers.chance(probability)}`,
  asked: (spell) => `Gefragt ist ${spell}.`,
  fizzled: 'Verpufft',
  between: (first, second) => `Irgendwo zwischen ${first} und ${second}.`,
  likeNothing: 'So etwas steht nicht im Buch.',
  kept: 'Aufbewahrt',
  waits:
    'Der Raum ist gerade nicht zu erreichen. Dieser Schwung wartet auf deinem Handy und wird von selbst verschickt.',
  countsLate: 'Er zählt, wenn er bis zwei Minuten nach dem Ende ankommt.',
  unheard:
    'Noch ist kein Modell wach, das ihn benennen könnte. Bring dem Raum ein paar Zauber bei, dann lässt sich eines trainieren.',
  spokenUnheard: 'Aufbewahrt. Kein Modell ist wach, das ihn benennt.',
  nobodyAwake: 'Noch ist kein Modell wach. Schwünge werden aufbewahrt, aber nichts benennt sie.',
  refused: 'Diesmal nicht',
  noMotion: 'Dein Handy meldet keine Bewegung.',
  still: 'Nichts hat sich bewegt.',
  again: 'Noch einmal zaubern',
  retry: 'Noch einmal',
};

export const practice: RoomTexts['practice'] = {
  title: 'Üben',
  private: 'Das siehst nur du. Nichts wird gesendet oder behalten.',
  choose: 'Welcher Zauber?',
  back: 'Das Üben verlassen',
  press: 'Halten, zeichnen, loslassen',
  alike: (share) => `Zu ${Math.round(100 * share)} % wie die Zeichnung`,
  nearer: (other) => `Näher an ${other} als an dem, was du übst.`,
  well: 'Genau so.',
  near: 'Fast. Folg der Zeichnung noch einmal.',
  far: 'Noch nicht. Achte darauf, wo die Zeichnung anfängt, und lass dir Zeit.',
  sketch: 'Deine Hand ist eine Skizze, die abdriftet: Vergleich die Form, nicht die Größe.',
  none: 'Noch hat kein Zauber im Buch eine Zeichnung.',
};
