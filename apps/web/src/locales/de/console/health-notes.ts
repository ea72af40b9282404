import type { HealthNoteContent, StorageFaultName } from '@wandcast/protocol';
import { casts, counted, percent } from '../format';

const phones = (n: number): string => counted(n, 'Handy', 'Handys');

const storageFaults: Readonly<Record<StorageFaultName, string>> = {
  'disk-full': 'die Festplatte des Servers ist voll. Bitte Platz schaffen',
  'read-only': 'die Datenbank ist schreibgeschützt. Bitte Schreiben erlauben',
  'too-many-connections': 'die Datenbank hat keine freie Verbindung. Bitte max_connections erhöhen',
  'no-file-handles': 'der Server kann keine Datei mehr öffnen. Bitte mit höherer Grenze neu starten (ulimit -n 65536)',
  'access-denied': 'die Datenbank lehnt das Passwort oder die Rechte des Servers ab. Bitte DATABASE_URL prüfen',
  'no-database': 'die Datenbank gibt es nicht. Bitte anlegen oder DATABASE_URL prüfen',
  unreachable: 'die Datenbank antwortet nicht. Bitte prüfen, ob sie läuft',
  failing: 'die Datenbank lehnt sie ab. Bitte ihre Festplatte und ihren Speicher prüfen und sie neu starten',
};

export function healthNote(note: HealthNoteContent): string {
  switch (note.kind) {
    case 'phones-returned': {
      const sent = `${casts(note.casts)} nachgesendet`;
      if (note.phones === 0) return sent;
      return `${phones(note.phones)} wieder da${note.casts === 0 ? '' : `, ${sent}`}`;
    }
    case 'phones-lost':
      return `${phones(note.phones)} in zehn Sekunden verloren. Bitte das WLAN prüfen`;
    case 'phone-slow':
      return `${note.nickname} ist langsam, ${note.roundTripMs} ms`;
    case 'phones-slow':
      return `${phones(note.phones)} sind langsam, höchstens ${note.roundTripMs} ms`;
    case 'stage-connected':
      return note.stages === 1 ? 'Eine Leinwand ist verbunden' : `Noch eine Leinwand, jetzt sind es ${note.stages}`;
    case 'stage-disconnected':
      return note.stages === 0
        ? 'Keine Leinwand ist mehr verbunden. Bitte ihren Link wieder öffnen'
        : 'Eine Leinwand ist getrennt';
    case 'model-activated': {
      const accuracy = note.accuracy === null ? '' : `, im Test zu ${percent(note.accuracy)} richtig`;
      return `v${note.version} ist wach${accuracy}`;
    }
    case 'server-stalled':
      return `Der Server stand ${note.ms} ms still. Bitte dort andere Programme beenden`;
    case 'casts-postponed':
      return `${counted(note.casts, 'Schwung musste', 'Schwünge mussten')} auf den Handys warten: der Server ist ausgelastet. Bitte dort andere Programme beenden`;
    case 'storage-failing':
      return `Kein Schwung wird gespeichert, alle warten auf den Handys: ${storageFaults[note.fault]}`;
    case 'storage-restored':
      return 'Schwünge werden wieder gespeichert';
    case 'messages-failed':
      return `${counted(note.messages, 'Nachricht', 'Nachrichten')} durch einen Fehler des Servers fehlgeschlagen. Bitte noch einmal versuchen und melden, wenn es bleibt`;
  }
}
