/**
 * What one unit of load costs, rounded up from what the benchmarks measured on two cores of 2026; see docs/capacity.md
 * for each figure and what it was checked against.
 */
export const UNIT_COSTS = {
  /** CPU of the server for a cast of 2 to 3 s with everything on, ms. */
  castCpuMs: 9,
  /** CPU of PostgreSQL for it, ms. */
  castDatabaseCpuMs: 0.25,
  /** Rows and indexes in PostgreSQL, bytes. */
  castStoredBytes: 3_000,
  /** From the phone, with WebSocket, TLS, TCP and IP headers, bytes. */
  castInBytes: 10_000,
  /** To the phone: answer, live predictions and clock, bytes. */
  castOutBytes: 3_000,
  /** To each stage, bytes a second: without people, and for each of them. */
  stageOutBytes: 2_000,
  personOutBytes: 50,
  /** Memory of a server without rooms, of a room and of a connected phone, MB. */
  nodeMb: 250,
  roomMb: 0.5,
  personMb: 0.3,
} as const;

/** How much one server process takes before people notice, by its main thread. */
export const NODE_LIMITS = {
  /** 80 were measured with 500 people, acknowledged in 98 ms (p99). */
  castsPerSecond: 80,
  /** 2,000 were measured; after a restart they were all back 5.3 s later. */
  people: 2_000,
} as const;
