import type { Hand, Turn } from '@wandcast/protocol';
import type { Fields, Refuse } from './cast-ndjson.js';

/** What a server that wrote the file knew of the cast besides. Each is absent where the file does not say. */
export interface CastNotes {
  /** What its phone said it is, where people may have said otherwise since: the label is what it is held for. */
  readonly said?: string | null;
  /** People said what it is, as the label has it. */
  readonly labeled?: boolean;
  /** People said that it is nothing to learn from. */
  readonly discarded?: boolean;
  /** What the model of the time heard; null where it fizzled. */
  readonly heard?: string | null;
  readonly intent?: 'teach' | 'cast';
  /** How it was recorded. */
  readonly source?: string;
  /** When it began, ms since 1970. */
  readonly at?: number;
  /** How its phone was held, which its readings are free of: signs opposite, turned by degrees, in which hand. */
  readonly flipped?: boolean;
  readonly turned?: Turn;
  readonly hand?: Hand;
}

/** Last ms that a date can have (ECMA-262, time values). */
const LAST_MS = 8.64e15;

/** Reads the notes of a line; what is there must be what it is called. */
export function notesOf(fields: Fields, refuse: Refuse): CastNotes {
  const { said, labeled, discarded, heard, intent, source, at, flipped, turned, hand } = fields;
  if (!isName(said)) return refuse('said is neither text nor null');
  if (!isName(heard)) return refuse('heard is neither text nor null');
  if (labeled !== undefined && typeof labeled !== 'boolean') return refuse('labeled is neither true nor false');
  if (discarded !== undefined && typeof discarded !== 'boolean') return refuse('discarded is neither true nor false');
  if (intent !== undefined && intent !== 'teach' && intent !== 'cast')
    return refuse('intent is neither "teach" nor "cast"');
  if (at !== undefined && !(typeof at === 'number' && at >= 0 && at <= LAST_MS))
    return refuse('at is not a time in ms since 1970');
  if (flipped !== undefined && typeof flipped !== 'boolean') return refuse('flipped is neither true nor false');
  if (turned !== undefined && turned !== 0 && turned !== 90 && turned !== 180 && turned !== 270)
    return refuse('turned is none of 0, 90, 180, 270');
  if (hand !== undefined && hand !== 'right' && hand !== 'left') return refuse('hand is neither "right" nor "left"');
  return {
    ...(said !== undefined && { said }),
    ...(labeled !== undefined && { labeled }),
    ...(discarded !== undefined && { discarded }),
    ...(heard !== undefined && { heard }),
    ...(intent !== undefined && { intent }),
    ...(typeof source === 'string' && { source }), // people note many things under that name
    ...(at !== undefined && { at }),
    ...(flipped !== undefined && { flipped }),
    ...(turned !== undefined && { turned }),
    ...(hand !== undefined && { hand }),
  };
}

function isName(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}
