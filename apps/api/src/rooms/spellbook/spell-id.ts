import { FailureError, type SpellId } from '@wandcast/protocol';

/** Longest id without a suffix such as `-12`, characters. */
const MAX_LENGTH = 36;

/**
 * The id that models and messages use for a spell with this name, with a number appended if it is taken.
 * @throws FailureError `name-unusable` if the name has neither a letter nor a digit
 */
export function spellIdOf(name: string, taken: ReadonlySet<SpellId> = new Set()): SpellId {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-|-$/g, '') as SpellId;
  if (plain === '') throw new FailureError('name-unusable', name);
  for (let id = plain, n = 2; ; n++) {
    if (!taken.has(id)) return id;
    id = `${plain}-${n}` as SpellId;
  }
}
