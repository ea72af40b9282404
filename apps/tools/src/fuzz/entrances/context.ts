import type { Dice } from '../generate/dice.js';
import type { Canaries } from '../oracle/canaries.js';
import type { Findings } from '../oracle/findings.js';
import type { HostileClient, ClientKind } from '../people/hostile-client.js';
import type { RootOwner } from '../people/root-owner.js';
import type { World } from '../people/world.js';
import type { FileBodies } from './file-bodies.js';

/** What happened to the messages. */
export interface Tally {
  /** Sent, on any entrance. */
  sent: number;
  /** Answered, with success or with a failure. */
  answered: number;
  succeeded: number;
  /** Ended by the server with the connection. */
  closed: number;
  /** Without an answer in time. */
  late: number;
  /** Failures by code. */
  readonly failures: Map<string, number>;
}

/** What every entrance needs. */
export interface FuzzContext {
  readonly url: string;
  readonly world: World;
  readonly root: RootOwner;
  readonly canaries: Canaries;
  readonly findings: Findings;
  readonly tally: Tally;
  readonly files: FileBodies;
  client(kind: ClientKind, dice: Dice): HostileClient;
}

/** One message of the sequence. */
export interface Turn {
  readonly index: number;
  readonly dice: Dice;
}

export function countFailure({ failures }: Tally, code: string): void {
  failures.set(code, (failures.get(code) ?? 0) + 1);
}
