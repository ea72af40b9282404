import type { Failure, FailureCode } from '@wandcast/protocol';
import type { WandFailureCode } from '../../en/wand/wand-failure-codes';
import { failureSentence } from '../failures';

/** Failures that only consoles receive. */
const sentences: Readonly<Record<Exclude<FailureCode, WandFailureCode>, string>> = {
  'event-deleted': 'Dieser Abend wurde gelöscht.',
  'event-live': 'Dieser Abend läuft noch. Beginne den nächsten, bevor du ihn löschst.',
  'event-code-wrong': 'Das ist nicht der Code dieses Abends.',
  forbidden: 'Deine Rolle erlaubt das nicht. Frag jemanden, dem Wandcast gehört.',
  'page-foreign': 'Diese Seite stammt nicht von diesem Server. Öffne die Adresse des Servers selbst.',
  'sign-in-wrong': 'Name oder Passwort ist falsch.',
  'invitation-unknown': 'Dieser Link wurde schon benutzt oder ist abgelaufen. Lass dir einen neuen geben.',
  'member-exists': 'Diesen Namen hat schon jemand. Wähle einen anderen.',
  'name-blank': 'Gib einen Namen mit mindestens einem Buchstaben oder einer Ziffer ein.',
  'name-too-long': 'Der Name ist zu lang: höchstens 24 Zeichen.',
  'name-unusable': 'Der Name braucht mindestens einen Buchstaben oder eine Ziffer (A–Z, 0–9).',
  'password-short': 'Das Passwort braucht mindestens 10 Zeichen.',
  'password-blank': 'Das Passwort darf nicht nur aus Leerzeichen bestehen.',
  'password-is-name': 'Das Passwort darf nicht dein Name sein.',
  'password-common': 'Das ist eines der häufigsten Passwörter. Wähle ein anderes.',
  'member-unknown': 'Diese Person gehört nicht mehr zum Team.',
  'last-owner': 'Mindestens einer Person muss Wandcast gehören.',
  'cast-replaced':
    'Dieser Schwung wurde schon gekürzt oder geteilt. Öffne seine Teile, oder stelle ihn zuerst wieder her.',
  'cast-not-replaced': 'Dieser Schwung ist schon wieder ganz.',
  'part-too-short': 'Dieser Teil ist zu kurz für einen Zauber. Lass mindestens 0,4 Sekunden stehen.',
  'part-is-whole': 'Dieser Teil ist der ganze Schwung. Verschiebe zuerst einen Griff.',
  'spell-exists': 'Im Zauberbuch steht schon ein Zauber mit diesem Namen.',
  'glyph-unreadable': 'Das Zeichen muss ein einziger Strich sein, den man in die Luft zeichnen kann.',
  'book-unknown': 'Dieses Zauberbuch gibt es nicht, oder es ist archiviert.',
  'book-exists': 'Ein Zauberbuch mit diesem Namen gibt es schon.',
  'room-unknown': 'Diesen Raum gibt es nicht. Wähle einen aus der Liste.',
  'used-elsewhere':
    'Ein anderer Raum nutzt das, und dort gilt deine Rolle nicht. Frag eine Inhaberin oder einen Inhaber, oder mach eine Kopie.',
  'organization-unknown': 'Diese Organisation gibt es nicht. Lade die Liste neu.',
  'organization-exists': 'So heißt schon eine Organisation. Wähle einen anderen Namen.',
  'room-last': 'Das ist der letzte Raum. Lege zuerst einen anderen an.',
  'book-in-use': 'Dieses Zauberbuch wird gerade benutzt. Wähle zuerst ein anderes.',
  'book-needed': 'Abende oder Schwünge beziehen sich auf die Zauber dieses Buchs, darum bleibt es im Archiv.',
  'book-not-archived': 'Archiviere dieses Zauberbuch, bevor du es löschst.',
  'training-busy': 'Es wird schon ein Modell trainiert.',
  'training-failed':
    'Das Training ist gescheitert. Starte es neu; scheitert es wieder, sieh ins Protokoll des Servers.',
  'training-unknown': 'Dieses Training ist schon zu Ende.',
  'training-needs-data':
    'Zu wenig Daten: Mindestens zwei Zauber brauchen ein Zeichen oder je drei beigebrachte Schwünge.',
  'model-unknown': 'Dieses Modell gibt es nicht.',
  'model-unreadable':
    'Diese Datei ist kein Modell für diese Version von Wandcast. Trainiere Modelle früherer Versionen neu.',
  'model-spells-differ':
    'Die Zauber dieses Modells sind andere als die des Zauberbuchs. Wecke es unter „Modelle“: Dort stehen sie.',
  'model-tries-limited': 'Zu viele Versuche auf einmal. Warte zehn Sekunden und zeichne dann noch einmal.',
  'model-try-failed': 'Das Modell hat nicht rechtzeitig geantwortet. Zeichne noch einmal.',
  'trial-over': 'Dieser Versuch ist vorbei. Scanne den Code unter „Modelle“ noch einmal.',
  'trial-taken': 'Diesen Versuch hat jemand anderes geöffnet. Lade die Seite neu, um einen eigenen zu öffnen.',
  'evening-unreadable': 'Das ist keine vollständige Datei eines Abends. Exportiere den Abend noch einmal.',
  'evening-exists':
    'Diesen Abend gibt es hier schon. Wurde er gelöscht, stelle ihn wieder her, oder importiere ihn, sobald er weg ist.',
  'evening-too-large':
    'Diese Datei ist zu groß für einen Abend. Importiere die komprimierte Datei (.gz), wie sie exportiert wurde.',
  'evening-stalled':
    'Der Upload kam eine Minute lang nicht voran. Prüfe die Verbindung und importiere die Datei noch einmal.',
  'evening-busy':
    'Gerade werden mehrere Abende exportiert oder importiert. Warte, bis einer fertig ist, und versuch es dann noch einmal.',
  'downloads-busy':
    'Du hast zu viele Downloads auf einmal. Warte, bis einer fertig ist, und versuch es dann noch einmal.',
  'file-unreadable': 'Diese Datei war nicht zu lesen. Sie muss aufgezeichnete Schwünge enthalten.',
  'import-unknown': 'Diesen Import gibt es nicht mehr.',
  'import-deleted': 'Dieser Import ist endgültig gelöscht. Importiere die Datei noch einmal.',
  'import-busy': 'Ein anderer Import läuft noch. Speichere ihn oder brich ihn ab.',
  'import-too-large': 'Diese Datei ist zu groß. Teile sie und importiere die Teile nacheinander.',
  'import-piece-refused': 'Ein Teil der Datei ließ sich nicht hochladen.',
  'import-not-ready': 'Diese Datei lässt sich jetzt nicht speichern.',
  'import-has-bad-lines':
    'Einige Zeilen dieser Datei sind keine gültigen Schwünge. Berichtige sie, oder importiere den Rest ohne sie.',
  'import-failed':
    'Der Import ist gescheitert. Was gespeichert ist, bleibt. Setzt du ihn fort, wird nichts doppelt gespeichert.',
  'dataset-exists': 'Ein Datensatz mit diesem Namen ist schon da. Wähle einen anderen Namen.',
  'dataset-unknown': 'Diesen Datensatz gibt es nicht.',
  'dataset-empty': 'Kein Schwung passt zu dieser Auswahl.',
  'dataset-needs-data':
    'Dieser Datensatz ist zu klein zum Trainieren: Mindestens zwei Zauber brauchen ein Zeichen oder je drei Schwünge.',
  'test-lacks-spells':
    'Dem Testdatensatz fehlt ein Zauber, den das Modell lernt. Wähle einen Datensatz mit Schwüngen aller Zauber.',
  'test-leaves-too-few':
    'Ohne den Testdatensatz bleiben zu wenige Schwünge zum Lernen. Bringt mehr bei, oder wähle einen kleineren Datensatz.',
  'round-unknown': 'Diese Runde gibt es nicht.',
  'round-running': 'Eine Runde läuft. Beende sie zuerst, oder brich sie ab.',
  'round-over': 'Diese Runde ist schon vorbei.',
  'duel-needs-two': 'Ein Duell braucht zwei Menschen, die verbunden sind.',
  'nothing-to-reveal':
    'Auf der Leinwand lässt sich nichts noch einmal enthüllen. Zeige zuerst das Ergebnis einer Runde oder das Podium.',
  'step-unknown': 'Dieser Schritt steht nicht mehr im Ablauf.',
  'steps-full': 'In den Ablauf passen keine weiteren Schritte.',
  'rehearsal-running': 'Eine Probe läuft schon.',
};
const known: Partial<Record<FailureCode, string>> = sentences;

/** Sentences that name the spells in the detail of a failure. */
const naming: Partial<Record<FailureCode, (spells: string) => string>> = {
  'test-lacks-spells': (spells) =>
    `Der Testdatensatz hat keinen Schwung von: ${spells}. Wähle einen Datensatz mit Schwüngen aller Zauber.`,
  'test-leaves-too-few': (spells) =>
    `Ohne den Testdatensatz bleiben zu wenige Schwünge zum Lernen von: ${spells}. Bringt mehr bei, oder wähle einen kleineren Datensatz.`,
};

/** Why the server refused something. */
export const failures = {
  sentence: (failure: Failure) =>
    (failure.detail === undefined ? undefined : naming[failure.code]?.(failure.detail)) ??
    known[failure.code] ??
    failureSentence(failure),
};
