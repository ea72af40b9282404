import type { HealthNoteContent, StorageFaultName } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { healthNote as german } from '../../../../apps/web/src/locales/de/console/health-notes';
import { healthNote as english } from '../../../../apps/web/src/locales/en/console/health-notes';

const faults: Readonly<Record<StorageFaultName, true>> = {
  ...{ 'disk-full': true, 'read-only': true, 'too-many-connections': true, 'no-file-handles': true },
  ...{ 'access-denied': true, 'no-database': true, unreachable: true, failing: true },
};
const alarms: HealthNoteContent[] = [
  ...(Object.keys(faults) as StorageFaultName[]).map((fault) => ({ kind: 'storage-failing', fault }) as const),
  { kind: 'phones-lost', phones: 9 },
  { kind: 'stage-disconnected', stages: 0 },
  { kind: 'server-stalled', ms: 700 },
  { kind: 'casts-postponed', casts: 3 },
  { kind: 'messages-failed', messages: 2 },
];

test.each(alarms)('the alarm $kind $fault names a cause and a remedy', (note) => {
  for (const text of [english(note), german(note)]) {
    expect(text).toMatch(/^\p{Lu}?.{10,}\. \p{Lu}.{5,}$/u); // two sentences: what is wrong, and what to do
    expect(text).not.toMatch(/see |siehe |\blog\b|Protokoll/);
  }
});
