import type { HealthNotice } from '@wandcast/protocol';
import { numbers } from './format';

const counted = (n: number, what: string): string => `${numbers.count(n)} ${what}${n === 1 ? '' : 's'}`;

/** A notable event of the last minutes. */
export function healthNote(note: HealthNotice): string {
  switch (note.kind) {
    case 'phones-returned': {
      const { phones, casts } = note;
      if (phones === 0) return `${counted(casts, 'kept cast')} sent`;
      return `${counted(phones, 'phone')} came back${casts === 0 ? '' : `, ${counted(casts, 'cast')} sent`}`;
    }
    case 'phones-lost':
      return `${counted(note.phones, 'phone')} left within ten seconds`;
    case 'phone-slow':
      return `${note.nickname} is slow, ${note.roundTripMs} ms`;
    case 'phones-slow':
      return `${counted(note.phones, 'phone')} are slow, ${note.roundTripMs} ms at worst`;
    case 'stage-connected':
      return note.stages === 1 ? 'A stage connected' : `A stage connected, there are ${note.stages} now`;
    case 'stage-disconnected':
      return note.stages === 0 ? 'The last stage disconnected' : 'A stage disconnected';
    case 'model-activated': {
      const accuracy = note.accuracy === null ? '' : `, ${Math.round(100 * note.accuracy)}% on new people`;
      return `v${note.version} is awake${accuracy}`;
    }
    case 'server-stalled':
      return `The server stalled for ${note.ms} ms`;
    case 'casts-postponed':
      return `${counted(note.casts, 'cast')} had to wait on the phones: the server is busy`;
    case 'messages-failed':
      return `${counted(note.messages, 'message')} failed, see the server’s log`;
  }
}
