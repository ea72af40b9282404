import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from '../../generate/dice.js';
import { RawConnection } from '../../transport/raw-connection.js';

/** What an attacker knows of the server. The tokens are those of insiders. */
export interface AttackTarget {
  readonly url: string;
  readonly code: string;
  readonly stageToken: string;
  readonly rootToken: string;
  readonly moderatorToken: string;
  readonly viewerToken: string;
  /** The attacker's address, as a proxy reports it. */
  readonly address: string;
  readonly seed: number;
}

/** What became of the attack; an unread answer counts nowhere. */
export interface AttackCounts {
  /** Packets, messages, requests or connections, whatever the attack repeats. */
  sent: number;
  answered: number;
  /** Answers that are failures, and connections that were not let in. */
  refused: number;
  /** Connections that the server closed. */
  closed: number;
}

/** An attack in progress. */
export interface Strike {
  readonly target: AttackTarget;
  readonly counts: AttackCounts;
  readonly dice: Dice;
}

/** Attacks until its process is stopped. */
export type Attack = (strike: Strike) => Promise<void>;

/** Interval of the bursts that make up a rate, ms. */
const BURST_MS = 10;

/** Repeats `turn` forever in so many lanes. */
export async function inLanes(count: number, turn: (lane: number) => Promise<void>): Promise<void> {
  const lane = async (n: number): Promise<void> => {
    for (;;) {
      await turn(n);
      await sleep(1); // a turn that ends at once must not keep this process from being stopped
    }
  };
  await Promise.all(Array.from({ length: count }, (_, n) => lane(n)));
}

/** Calls `send` so many times a second while `isOpen`. */
export async function atRate(perSecond: number, isOpen: () => boolean, send: () => void): Promise<void> {
  const began = performance.now();
  for (let sent = 0; isOpen();) {
    const due = ((performance.now() - began) * perSecond) / 1000;
    for (; sent < due && isOpen(); sent++) send();
    await sleep(BURST_MS);
  }
}

/** Opens a connection; a closed one if the server refuses it. */
export async function openConnection(
  { target, counts }: Strike,
  onText: (text: string) => void = () => undefined,
): Promise<RawConnection> {
  const connection = await RawConnection.open({ url: target.url, client: target.address }, onText);
  if (!connection.isOpen) counts.refused++;
  return connection;
}

/** Joins a namespace; undefined if the server refuses. */
export async function joinAs(
  strike: Strike,
  namespace: string,
  auth: Readonly<Record<string, unknown>>,
): Promise<RawConnection | undefined> {
  const connection = await openConnection(strike);
  if ((await connection.join(namespace, auth)) === 'joined') return connection;
  strike.counts.refused++;
  connection.close();
  return undefined;
}

/** Asks and counts the answer. @returns its value; undefined if there is none */
export async function askCounted(
  { counts }: Strike,
  connection: RawConnection,
  namespace: string,
  args: readonly unknown[],
): Promise<unknown> {
  counts.sent++;
  const answer = await connection.ask(namespace, args);
  if (answer === 'closed') counts.closed++;
  if (answer === 'closed' || answer === 'late') return undefined;
  counts.answered++;
  const { ok, value } = answer.value as { ok: boolean; value?: unknown };
  if (!ok) counts.refused++;
  return ok ? value : undefined;
}
