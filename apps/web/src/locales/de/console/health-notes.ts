import type { HealthNoteContent } from '@wandcast/protocol';
import { casts, counted, percent } from './format';

const phones = (n: number): string => counted(n, 'Handy', 'Handys');

export function healthNote(note: HealthNoteContent): string {
  switch (note.kind) {
    case 'phones-returned': {
      const sent = `${casts(note.casts)} nachgesendet`;
      if (note.phones === 0) return sent;
      return `${phones(note.phones)} wieder da${note.casts === 0 ? '' : `, ${sent}`}`;
    }
    case 'phones-lost':
      return `${phones(note.phones)} in zehn Sekunden verloren`;
    case 'phone-slow':
      return `${note.nickname} ist langsam, ${note.roundTripMs} ms`;
    case 'phones-slow':
      return `${phones(note.phones)} sind langsam, höchstens ${note.roundTripMs} ms`;
    case 'stage-connected':
      return note.stages === 1 ? 'Eine Leinwand ist verbunden' : `Noch eine Leinwand, jetzt sind es ${note.stages}`;
    case 'stage-disconnected':
      return note.stages === 0 ? 'Keine Leinwand ist mehr verbunden' : 'Eine Leinwand ist getrennt';
    case 'model-activated': {
      const accuracy = note.accuracy === null ? '' : `, ${percent(note.accuracy)} bei neuen Menschen`;
      return `v${note.version} ist wach${accuracy}`;
    }
    case 'server-stalled':
      return `Der Server stand ${note.ms} ms still`;
    case 'casts-postponed':
      return `${counted(note.casts, 'Schwung musste', 'Schwünge mussten')} auf den Handys warten: der Server ist ausgelastet`;
    case 'messages-failed':
      return `${counted(note.messages, 'Nachricht', 'Nachrichten')} fehlgeschlagen, siehe Protokoll des Servers`;
  }
}
