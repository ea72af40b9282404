import type { Failure, FailureCode } from '@wandcast/protocol';
import type { WandFailureCode } from '../en/wand/wand-failure-codes';

const sentences: Readonly<Record<WandFailureCode, string>> = {
  'protocol-mismatch': 'Diese Seite gehört zu einer anderen Version von Wandcast. Lade sie neu.',
  'invalid-message': 'Diese Nachricht konnte der Server nicht lesen.',
  'unknown-message': 'Diese Nachricht kennt der Server nicht.',
  'event-unknown': 'Keine Veranstaltung hat diesen Code. Vergleich ihn mit dem auf der großen Leinwand.',
  'wrong-node': 'Diesen Raum hat ein anderer Server. Warte einen Moment.',
  'event-locked': 'Diese Veranstaltung ist gesperrt: Niemand kann neu dazukommen.',
  'event-full': 'Diese Veranstaltung ist voll. Frag vorne nach, ob noch Platz gemacht wird.',
  'event-over': 'Diese Veranstaltung ist vorbei. Den Code der nächsten zeigt die große Leinwand.',
  unauthorized: 'Dieser Link oder diese Anmeldung gilt nicht mehr.',
  'too-many-tries': 'Zu viele Versuche. Warte eine Minute, dann versuch es noch einmal.',
  'cast-unknown': 'Der Server kennt diesen Schwung nicht.',
  'cast-busy': 'Auf diesem Zauberstab wird noch ein anderer Schwung aufgezeichnet.',
  'movement-ignored': 'Diese Bewegung war kein Zauber.',
  'cast-too-short': 'Das war zu kurz für einen Zauber.',
  'cast-too-long': 'Ein Schwung dauert höchstens 30 Sekunden.',
  'batch-malformed': 'Ein Teil des Schwungs kam beschädigt an.',
  'batch-oversized': 'Ein Teil des Schwungs war zu groß.',
  'batch-out-of-order': 'Ein Teil des Schwungs fehlt.',
  'time-backwards': 'Die Zeiten in diesem Schwung laufen rückwärts.',
  'samples-not-finite': 'Ein Messwert in diesem Schwung ist keine Zahl.',
  'count-mismatch': 'Einige Messwerte des Schwungs fehlen.',
  'checksum-mismatch': 'Der Schwung kam beschädigt an.',
  'cast-conflict': 'Die ID dieses Schwungs hat schon ein anderer Zauberstab benutzt.',
  'cast-deleted': 'Dieser Schwung wurde gelöscht.',
  'participant-forgotten': 'Alles von diesem Zauberstab wurde gelöscht. Komm neu dazu, um von vorn zu beginnen.',
  'participant-unknown': 'Diese Person nimmt nicht mehr an der Veranstaltung teil.',
  'participant-removed': 'Du wurdest gebeten, eine Weile zu gehen. Versuch es in ein paar Minuten wieder.',
  'participant-banned': 'Du wurdest gebeten, diese Veranstaltung zu verlassen.',
  'spell-unknown': 'Dieser Zauber steht nicht im Zauberbuch.',
  'changed-meanwhile': 'Das hat gleichzeitig jemand anderes geändert. Lade neu, um den jetzigen Stand zu sehen.',
  'database-busy': 'Die Datenbank antwortet gerade nicht. Versuch es gleich noch einmal.',
  overloaded: 'Der Server ist überlastet. Dein Schwung ist auf dem Handy sicher.',
  unreachable: 'Der Server war nicht zu erreichen.',
  internal: 'Auf dem Server ging etwas schief. Dein Schwung ist auf dem Handy sicher.',
};

const known: Partial<Record<FailureCode, string>> = sentences;

/** The message of a failure that phones can receive; in English if only consoles receive it. */
export const failureSentence = ({ code, message }: Failure): string => known[code] ?? message;
