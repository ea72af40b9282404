import type { RecordedCast } from '@wandcast/gesture';
import {
  CHECKSUM_START,
  FailureError,
  checksum,
  type KeptSource,
  type PackedSamples,
  type SpellId,
} from '@wandcast/protocol';
import { wandSources } from '@wandcast/protocol/schemas';
import { castRow, type CastRow } from '../../casting/storage/cast-row.js';
import { OpenCast } from '../../casting/ingest/open-cast.js';
import { identityOf, type CastIdentity } from './cast-identity.js';
import type { LabelBook } from './label-matching.js';
import { packedSignal } from './packed-signal.js';

/** A cast of a file, made ready. */
export interface ImportedCast {
  readonly cast: RecordedCast;
  readonly packed: PackedSamples;
  readonly identity: CastIdentity;
}

/** What people said of a cast, where a file knows that they said something: a spell, or null where it is discarded. */
export type ImportedLabel = { readonly spell: SpellId | null } | undefined;

export function importedCast(eventId: string, cast: RecordedCast): ImportedCast {
  const packed = packedSignal(cast.signal);
  return { cast, packed, identity: identityOf(eventId, cast, packed, checksum(packed.words, CHECKSUM_START)) };
}

/** What its phone said it is: the label, where people have said nothing else since. */
export function saidOf({ label, metadata }: RecordedCast): string | null {
  return metadata?.said === undefined ? label : metadata.said;
}

/** All the names of spells that must be in the book for it to be stored. */
export function labelsOf(cast: RecordedCast): string[] {
  return [saidOf(cast), cast.label].filter((label) => label !== null);
}

/**
 * Its row. @param book knows all its labels  @param at when its file was brought in, ms, where it does not say when it was cast
 * @throws FailureError `spell-unknown`
 */
export function importedRow(
  { cast, packed }: ImportedCast,
  id: CastRow['id'],
  owner: Pick<CastRow, 'eventId' | 'participantId'>,
  book: LabelBook,
  at: number,
): CastRow {
  const { label, metadata } = cast;
  const said = saidOf(cast);
  const intent = metadata?.intent ?? (label === null && said === null ? 'cast' : 'teach');
  const head = {
    ...{ castId: id, intent, spell: said === null ? null : spellIn(book, said), offsetMs: null },
    orientation: { flipped: metadata?.flipped ?? null, turned: metadata?.turned ?? null, hand: metadata?.hand ?? null },
    ...{ source: sourceOf(metadata?.source), channels: packed.channels, startedAt: metadata?.at ?? at },
  };
  const open = new OpenCast(head, null); // no round was played in a file
  open.append({ stream: 0, sequence: 0, ...packed });
  const heard = metadata?.heard == null ? undefined : book.find(metadata.heard);
  return { ...castRow(open, owner, null), recognizedId: heard && heard.state !== 'new' ? heard.spell : null };
}

/** What people said of it. @throws FailureError `spell-unknown` */
export function importedLabel({ cast }: ImportedCast, book: LabelBook): ImportedLabel {
  if (cast.metadata?.discarded === true) return { spell: null };
  if (cast.label === null) return undefined;
  if (cast.label === saidOf(cast) && cast.metadata?.labeled !== true) return undefined;
  return { spell: spellIn(book, cast.label) };
}

function spellIn(book: LabelBook, label: string): SpellId {
  const found = book.find(label);
  if (found === undefined || found.state === 'new') throw new FailureError('spell-unknown', label);
  return found.spell;
}

function sourceOf(source: string | undefined): KeptSource {
  return wandSources.find((known) => known === source) ?? 'file';
}
