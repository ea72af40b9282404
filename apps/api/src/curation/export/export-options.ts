import { eventCode, participantId, spellId } from '@wandcast/protocol/schemas';
import { z } from 'zod';

/** Query parameters of an export, such as `/api/casts.ndjson?labels=said&spell=ember`. */
export const exportOptions = z.strictObject({
  /** `held`: the current spell, plus the intended spell as metadata. `said`: the intended spell. `none`: no labels. */
  labels: z.enum(['held', 'said', 'none']).default('held'),
  /** Exports the casts of this dataset with the spells saved in it. */
  dataset: z.uuid().nullable().default(null),
  person: participantId.nullable().default(null),
  /** Exports only casts with this current spell. */
  spell: spellId.nullable().default(null),
  /** Exports the casts of this event, current or past; by default the current one of the room. */
  event: eventCode.nullable().default(null),
  /** `no` leaves out casts that were imported into the event. */
  imported: z.enum(['yes', 'no']).default('yes'),
});
export type ExportOptions = z.output<typeof exportOptions>;
