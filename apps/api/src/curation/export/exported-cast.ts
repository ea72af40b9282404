import type { CastMetadata, RecordedCast } from '@wandcast/gesture';
import type { Spell, SpellId } from '@wandcast/protocol';
import type { ExportOptions } from './export-options.js';
import type { ExportedRow } from './exported-casts.repository.js';

/** Spell labels in a file: the spell's name if it is unique, else its id. */
export class SpellLabels {
  private readonly names: ReadonlyMap<string, string>;

  constructor(spells: readonly Spell[]) {
    const bearers = (name: string): number => spells.filter((spell) => spell.name === name).length;
    this.names = new Map(spells.map(({ id, name }) => [id, bearers(name) === 1 ? name : id]));
  }

  of(id: SpellId | null): string | null {
    return id === null ? null : (this.names.get(id) ?? id);
  }
}

/** What the file format says of a stored cast beside its samples. @param user unique name of the participant */
export function exportedFields(
  cast: ExportedRow,
  user: string,
  spells: SpellLabels,
  labels: ExportOptions['labels'],
): Omit<RecordedCast, 'signal'> {
  const label = { held: spells.of(cast.currentSpell), said: spells.of(cast.intendedSpell), none: null }[labels];
  return { id: cast.id, user, label, metadata: metadataOf(cast, spells, labels) };
}

/** With labels `none`, the metadata must not reveal the spell. Whether a cast was discarded may be revealed. */
function metadataOf(cast: ExportedRow, spells: SpellLabels, labels: ExportOptions['labels']): CastMetadata {
  const { intent, source, startedAt, discarded, labeled, originalId, replaced } = cast;
  const cut = { ...(originalId !== null && { original: originalId }), ...(replaced && { replaced }) };
  const how = { source, at: startedAt.getTime(), ...orientationNotes(cast), ...(discarded && { discarded }), ...cut };
  if (labels === 'none') return how;
  const people = { said: spells.of(cast.intendedSpell), ...(labeled && { labeled }) };
  return { ...(labels === 'held' && people), heard: spells.of(cast.recognized), intent, ...how };
}

function orientationNotes({ flipped, turned, hand }: ExportedRow): CastMetadata {
  return { ...(flipped !== null && { flipped }), ...(turned !== null && { turned }), ...(hand !== null && { hand }) };
}
