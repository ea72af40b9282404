import type { HealthNoteContent, StorageFaultName } from '@wandcast/protocol';
import { casts as countedCasts, counted, percent } from '../format';

const countedPhones = (n: number): string => counted(n, 'phone', 'phones');

const storageFaults: Readonly<Record<StorageFaultName, string>> = {
  'disk-full': 'the server’s disk is full. Free some space',
  'read-only': 'the database is read-only. Make it writable',
  'too-many-connections': 'the database has no free connection. Raise its max_connections',
  'no-file-handles': 'the server can open no more files. Restart it with a higher limit (ulimit -n 65536)',
  'access-denied': 'the database rejects the server’s password or rights. Check DATABASE_URL',
  'no-database': 'the database does not exist. Create it, or check DATABASE_URL',
  unreachable: 'the database does not answer. Check that it is running',
  failing: 'the database rejects them. Check its disk and memory, then restart it',
};

/** A notable event of the last minutes. */
export function healthNote(note: HealthNoteContent): string {
  switch (note.kind) {
    case 'phones-returned': {
      const { phones, casts } = note;
      if (phones === 0) return `${counted(casts, 'delayed cast', 'delayed casts')} sent`;
      return `${countedPhones(phones)} came back${casts === 0 ? '' : `, ${countedCasts(casts)} sent`}`;
    }
    case 'phones-lost':
      return `${countedPhones(note.phones)} left within ten seconds. Check the Wi-Fi`;
    case 'phone-slow':
      return `${note.nickname} is slow, ${note.roundTripMs} ms`;
    case 'phones-slow':
      return `${countedPhones(note.phones)} are slow, ${note.roundTripMs} ms at worst`;
    case 'stage-connected':
      return note.stages === 1 ? 'A stage connected' : `A stage connected, there are ${note.stages} now`;
    case 'stage-disconnected':
      return note.stages === 0 ? 'The last stage disconnected. Open its link again' : 'A stage disconnected';
    case 'model-activated': {
      const accuracy = note.accuracy === null ? '' : `, ${percent(note.accuracy)} of its test right`;
      return `v${note.version} is awake${accuracy}`;
    }
    case 'server-stalled':
      return `The server stalled for ${note.ms} ms. End other programs on it`;
    case 'casts-postponed':
      return `${countedCasts(note.casts)} had to wait on the phones: the server is busy. End other programs on it`;
    case 'storage-failing':
      return `No casts are stored, they wait on the phones: ${storageFaults[note.fault]}`;
    case 'storage-restored':
      return 'Casts are stored again';
    case 'messages-failed':
      return `${counted(note.messages, 'message', 'messages')} failed through an error of the server. Try again, and report it if it stays`;
  }
}
