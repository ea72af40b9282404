import { signalOf, type CastMetadata, type RecordedCast } from '@wandcast/gesture';
import { bytesToWords, type Spell, type SpellId } from '@wandcast/protocol';
import type { ExportOptions } from './export-options.js';
import type { StoredForFile } from './exported-casts.repository.js';

/** What a spell is called in a file: by its name, where no other has that; the id of one that is nowhere. */
export class SpellWords {
  private readonly names: ReadonlyMap<string, string>;

  constructor(spells: readonly Spell[]) {
    const bearers = (name: string): number => spells.filter((spell) => spell.name === name).length;
    this.names = new Map(spells.map(({ id, name }) => [id, bearers(name) === 1 ? name : id]));
  }

  of(id: SpellId | null): string | null {
    return id === null ? null : (this.names.get(id) ?? id);
  }
}

/** A stored cast as a file has it, its readings exactly as they are stored. @param user a name that no one else has */
export function exportedCast(
  cast: StoredForFile,
  user: string,
  words: SpellWords,
  labels: ExportOptions['labels'],
): RecordedCast {
  const { id, channels, count, samples } = cast;
  const label = { held: words.of(cast.held), said: words.of(cast.said), none: null }[labels];
  const signal = signalOf({ channels, count, words: bytesToWords(samples) });
  return { id, user, label, signal, metadata: metadataOf(cast, words, labels) };
}

/** Without labels, nothing in a file may tell what a cast is; that it is worth nothing may be told. */
function metadataOf(cast: StoredForFile, words: SpellWords, labels: ExportOptions['labels']): CastMetadata {
  const { intent, source, startedAt, discarded, labeled } = cast;
  const how = { source, at: startedAt.getTime(), ...orientationNotes(cast), ...(discarded && { discarded }) };
  if (labels === 'none') return how;
  const people = { said: words.of(cast.said), ...(labeled && { labeled }) };
  return { ...(labels === 'held' && people), heard: words.of(cast.recognized), intent, ...how };
}

function orientationNotes({ orientation: { flipped, turned, hand } }: StoredForFile): CastMetadata {
  return { ...(flipped !== null && { flipped }), ...(turned !== null && { turned }), ...(hand !== null && { hand }) };
}
