import type { RecordedCast } from '@wandcast/gesture';
import {
  CHECKSUM_START,
  FailureError,
  checksum,
  type StoredSource,
  type PackedSamples,
  type SpellId,
} from '@wandcast/protocol';
import { wandSources } from '@wandcast/protocol/schemas';
import { castRow, type CastRow } from '../../casting/storage/cast-row.js';
import { OpenCast } from '../../casting/ingest/open-cast.js';
import { identityOf, type CastIdentity } from './cast-identity.js';
import type { SpellMatcher } from './spell-matcher.js';
import { packedSignal } from './packed-signal.js';

/** A cast from a file, prepared for storing. */
export interface ImportedCast {
  readonly cast: RecordedCast;
  readonly packed: PackedSamples;
  readonly identity: CastIdentity;
}

/** A moderator's label from a file: a spell, or null if discarded. Undefined without a label. */
export type ImportedLabel = { readonly spell: SpellId | null } | undefined;

export function importedCast(eventId: string, cast: RecordedCast): ImportedCast {
  const packed = packedSignal(cast.signal);
  return { cast, packed, identity: identityOf(eventId, cast, packed, checksum(packed.words, CHECKSUM_START)) };
}

/** The intended spell: `metadata.said` if present, else the label. */
function intendedSpellOf({ label, metadata }: RecordedCast): string | null {
  return metadata?.said === undefined ? label : metadata.said;
}

/** All spell labels that the spellbook must contain before the cast can be stored. */
export function labelsOf(cast: RecordedCast): string[] {
  return [intendedSpellOf(cast), cast.label].filter((label) => label !== null);
}

/**
 * The database row of an imported cast.
 * @param matcher contains all labels of the cast
 * @param from the import: its id, and the start time of casts without one in the file, ms since 1970
 * @param originalId the stored cast that was cut into this part; null for whole casts
 * @throws FailureError `spell-unknown`
 */
export function importedRow(
  { cast, packed }: ImportedCast,
  id: CastRow['id'],
  owner: Pick<CastRow, 'eventId' | 'participantId'>,
  matcher: SpellMatcher,
  from: { readonly id: string; readonly at: number },
  originalId: CastRow['id'] | null,
): CastRow {
  const { label, metadata } = cast;
  const intended = intendedSpellOf(cast);
  const intent = metadata?.intent ?? (label === null && intended === null ? 'cast' : 'teach');
  const head = {
    ...{ castId: id, intent, spell: intended === null ? null : spellIn(matcher, intended), offsetMs: null },
    orientation: { flipped: metadata?.flipped ?? null, turned: metadata?.turned ?? null, hand: metadata?.hand ?? null },
    ...{ source: sourceOf(metadata?.source), channels: packed.channels, startedAt: metadata?.at ?? from.at },
  };
  const open = new OpenCast(head, null); // imported casts belong to no round
  open.append({ stream: 0, sequence: 0, ...packed });
  const recognized = metadata?.heard == null ? undefined : matcher.find(metadata.heard);
  return {
    ...castRow(open, owner, null),
    ...{ importId: from.id, originalId },
    recognizedId: recognized && recognized.state !== 'new' ? recognized.spell : null,
  };
}

/** The moderator's label of an imported cast. @throws FailureError `spell-unknown` */
export function importedLabel({ cast }: ImportedCast, matcher: SpellMatcher): ImportedLabel {
  if (cast.metadata?.discarded === true) return { spell: null };
  if (cast.label === null) return undefined;
  if (cast.label === intendedSpellOf(cast) && cast.metadata?.labeled !== true) return undefined;
  return { spell: spellIn(matcher, cast.label) };
}

function spellIn(matcher: SpellMatcher, label: string): SpellId {
  const found = matcher.find(label);
  if (found === undefined || found.state === 'new') throw new FailureError('spell-unknown', label);
  return found.spell;
}

function sourceOf(source: string | undefined): StoredSource {
  return wandSources.find((known) => known === source) ?? 'file';
}
