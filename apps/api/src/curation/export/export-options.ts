import { participantId, spellId } from '@wandcast/protocol/schemas';
import { z } from 'zod';

/** What an address asks for, as in `/api/casts.ndjson?labels=said&spell=ember`. */
export const exportOptions = z.strictObject({
  /** What casts are held for now, with what their phones said beside it; what their phones said; or neither. */
  labels: z.enum(['held', 'said', 'none']).default('held'),
  /** The casts of a dataset, with the labels it keeps. */
  dataset: z.uuid().nullable().default(null),
  person: participantId.nullable().default(null),
  /** Held for this spell now. */
  spell: spellId.nullable().default(null),
});
export type ExportOptions = z.output<typeof exportOptions>;
