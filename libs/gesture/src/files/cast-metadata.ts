import { isStorable, type Hand, type Turn } from '@wandcast/protocol';
import type { Fields, Refuse } from './cast-ndjson.js';

/**
 * Metadata of a cast exported by a Wandcast server. Keys are those of the file format; each is absent if the file lacks it.
 */
export interface CastMetadata {
  /** The label its phone sent. `label` may differ if people relabeled the cast. */
  readonly said?: string | null;
  /** People confirmed the label. */
  readonly labeled?: boolean;
  /** People excluded the cast from training. */
  readonly discarded?: boolean;
  /** The spell recognized at the time; null if the cast fizzled. */
  readonly heard?: string | null;
  readonly intent?: 'teach' | 'cast';
  /** How it was recorded. */
  readonly source?: string;
  /** Start of the cast, ms since 1970. */
  readonly at?: number;
  /**
   * Orientation of the phone, already removed from the readings: inverted signs, turn in degrees, and the hand that
   * held it.
   */
  readonly flipped?: boolean;
  readonly turned?: Turn;
  readonly hand?: Hand;
  /** `id` of the cast that was trimmed or split into this one. */
  readonly original?: string;
  /** The cast was trimmed or split: its parts are used instead. */
  readonly replaced?: boolean;
}

/** Last ms that a Date can hold (ECMA-262, time values). */
const LAST_MS = 8.64e15;

/**
 * Reads the metadata of a line.
 * @throws whatever `refuse` throws if a field has the wrong type
 */
export function metadataOf(fields: Fields, refuse: Refuse): CastMetadata {
  const { labeled = fields['labelled'] } = fields; // the key before version 0.2.0
  const { said, discarded, heard, intent, source, at, flipped, turned, hand, original, replaced } = fields;
  if (!isName(said)) return refuse('said is neither null nor text that can be stored');
  if (!isName(heard)) return refuse('heard is neither null nor text that can be stored');
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
    ...(typeof source === 'string' && isStorable(source) && { source }), // a common key in other people's files: ignore other types
    ...(at !== undefined && { at }),
    ...(flipped !== undefined && { flipped }),
    ...(turned !== undefined && { turned }),
    ...(hand !== undefined && { hand }),
    // Likewise: common words.
    ...(typeof original === 'string' && isStorable(original) && { original }),
    ...(typeof replaced === 'boolean' && { replaced }),
  };
}

function isName(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || (typeof value === 'string' && isStorable(value));
}
