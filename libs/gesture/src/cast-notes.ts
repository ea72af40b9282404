import type { Fields, Refuse } from './cast-file.js';

/** What a server that wrote the file knew of the cast besides. Each is absent where the file does not say. */
export interface CastNotes {
  /** What its phone said it is, where people may have said otherwise since: the label is what it is held for. */
  readonly said?: string | null;
  /** People said what it is, as the label has it. */
  readonly labelled?: boolean;
  /** People said that it is nothing to learn from. */
  readonly discarded?: boolean;
  /** What the model of the time heard; null where it fizzled. */
  readonly heard?: string | null;
  readonly intent?: 'teach' | 'cast';
  /** How it was recorded. */
  readonly source?: string;
  /** When it began, ms since 1970. */
  readonly at?: number;
}

/** Last ms that a date can have (ECMA-262, time values). */
const LAST_MS = 8.64e15;

/** Reads the notes of a line; what is there must be what it is called. */
export function notesOf(fields: Fields, refuse: Refuse): CastNotes {
  const { said, labelled, discarded, heard, intent, source, at } = fields;
  if (!isName(said)) return refuse('said is neither text nor null');
  if (!isName(heard)) return refuse('heard is neither text nor null');
  if (labelled !== undefined && typeof labelled !== 'boolean') return refuse('labelled is neither true nor false');
  if (discarded !== undefined && typeof discarded !== 'boolean') return refuse('discarded is neither true nor false');
  if (intent !== undefined && intent !== 'teach' && intent !== 'cast')
    return refuse('intent is neither "teach" nor "cast"');
  if (at !== undefined && !(typeof at === 'number' && at >= 0 && at <= LAST_MS))
    return refuse('at is not a time in ms since 1970');
  return {
    ...(said !== undefined && { said }),
    ...(labelled !== undefined && { labelled }),
    ...(discarded !== undefined && { discarded }),
    ...(heard !== undefined && { heard }),
    ...(intent !== undefined && { intent }),
    ...(typeof source === 'string' && { source }), // people note many things under that name
    ...(at !== undefined && { at }),
  };
}

function isName(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}
