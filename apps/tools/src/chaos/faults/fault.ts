import type { ChaosSite } from '../site/chaos-site.js';

/** What a fault is done to. */
export type Target = 'api' | 'database' | 'network' | 'freeze' | 'disk';

/** What was seen of the server during or after a fault. */
export interface Observation {
  /** From the start of the server to its first answer, ms; only if the fault ended the server. */
  readonly firstAnswerMs?: number;
  /** Whether `/health` said 503 with a reason while casts could not be stored; only if it had time to. */
  readonly reported?: boolean;
}

/** The cause of a fault is gone: the server is being started again, the network works. */
export interface FaultEnd {
  /** On the clock of `performance.now`. */
  readonly endedAt: number;
  readonly observed?: Promise<Observation>;
}

export interface Fault {
  readonly name: string;
  readonly target: Target;
  /** Whether every wand loses its connection. */
  readonly disconnects: boolean;
  /** Does it and undoes it. @param random 0..1, seeded */
  run(site: ChaosSite, random: () => number): Promise<FaultEnd>;
}
