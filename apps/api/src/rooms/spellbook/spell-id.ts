import { FailureError, type SpellId } from '@wandcast/protocol';

/** Room for `-12` behind the longest name. */
const MAX_LENGTH = 36;

/**
 * The short name that models and messages use for a spell of that name; with a number if it is taken.
 * @throws FailureError `name-unusable` if the name has neither letter nor digit
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
