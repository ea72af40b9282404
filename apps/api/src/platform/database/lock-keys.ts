/**
 * Keys of PostgreSQL advisory locks, all different, because the locks of one database share one key space. Other
 * versions of the server use the same keys, so they must not change.
 */
export const LOCK_KEYS = {
  migrations: 72_707_369,
  /** Held by the one server that uses an embedded database. */
  dataFolder: 72_707_370,
  /** Held while a model's version is assigned, so that nodes do not assign the same one. */
  modelVersions: 72_707_371,
  /** Serializes changes to spellbooks across all nodes, so that names and ids stay unique. */
  spellbooks: 72_707_372,
  /** Shared by deletions of casts; held alone while ids of casts are written to rows without a foreign key to them. */
  castReferences: 72_707_373,
  /** Serializes changes of the list of rooms, and the first start of several nodes. */
  rooms: 72_707_374,
  team: 7_326_001,
  loginRateLimits: 7_326_002,
} as const;
