import type { WandTexts } from '../../en/wand/index';
import type { FailureCode } from '@wandcast/protocol';
import { failureSentence } from '../failures';

const titles: Partial<Record<FailureCode, string>> = {
  'event-unknown': 'Diesen Raum gibt es nicht',
  'event-over': 'Diese Veranstaltung ist vorbei',
  'event-locked': 'Die Tür ist zu',
  'event-full': 'Der Raum ist voll',
  'participant-banned': 'Nicht in diesen Raum',
  'protocol-mismatch': 'Diese Seite ist veraltet',
  unauthorized: 'Nicht dein Zauberstab',
};

export const failures: WandTexts['failures'] = {
  title: (code) => titles[code] ?? 'Keine Antwort aus dem Raum',
  sentence: failureSentence,
  kept: 'Deine Schwünge bleiben erhalten. Möchtest du sie löschen lassen, frag vorne nach.',
  code: (code) => `Code ${code}`,
  reload: 'Seite neu laden',
  retry: 'Noch einmal versuchen',
  otherCode: 'Anderen Code eingeben',
};
