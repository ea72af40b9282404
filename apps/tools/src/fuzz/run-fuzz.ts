import { UsageError } from '../cli/usage-error.js';
import type { Environment } from '../environment/environment.js';
import { roundTo } from '../figures/round-to.js';
import type { FuzzContext, Tally, Turn } from './entrances/context.js';
import { isCrowd, sendCrowd } from './entrances/hostile-crowds.js';
import { sendHandshake } from './entrances/send-handshake.js';
import { sendMessage } from './entrances/send-message.js';
import { sendPacket } from './entrances/send-packet.js';
import { sendRequest } from './entrances/send-request.js';
import { diceOf } from './generate/dice.js';
import { BlockMeter } from './oracle/block-meter.js';
import { Canaries } from './oracle/canaries.js';
import { Findings, type Finding, type FindingKind } from './oracle/findings.js';
import { prepareRoom, type PreparedRoom } from './prepare-room.js';
import { startFuzzedServer } from './server/fuzzed-server.js';
import { MemoryByMinute } from './server/memory-by-minute.js';

export interface FuzzOptions {
  readonly messages: number;
  readonly seed: number;
  /** Index of the first message in the sequence of the seed. */
  readonly from: number;
  /** Messages before memory is compared, which load what a server loads once; at most a tenth of the time. */
  readonly warmUp: number;
  /** Stops after this time, s, although not all messages are sent. */
  readonly seconds: number;
  /** Number of well-behaved wands. */
  readonly wands: number;
}

export interface FuzzResult {
  readonly messages: number;
  readonly answered: number;
  readonly succeeded: number;
  readonly crashes: number;
  readonly unhandled: number;
  readonly internal: number;
  readonly unauthorised: number;
  readonly leaked: number;
  /** Hostile crowds that were not kept out. */
  readonly undefended: number;
  /** Longest time that the main thread of the server was busy without a pause, ms. */
  readonly slowest: number;
  /** Blocks of 100 ms and more. */
  readonly slowBlocks: number;
  /** Memory of the server after garbage collection, MB: after the warm-up and at the end. */
  readonly rssStart: number;
  readonly rssEnd: number;
  readonly heapStart: number;
  readonly heapEnd: number;
  /** The same while it works, once a minute after the warm-up. */
  readonly rssByMinute: readonly number[];
  /** The well-behaved wands beside it. */
  readonly good: {
    readonly casts: number;
    readonly lost: number;
    readonly refused: number;
    readonly ackMs: { p50: number; max: number };
  };
  readonly seconds: number;
  readonly seed: number;
  readonly late: number;
  readonly closed: number;
  readonly failures: Readonly<Record<string, number>>;
  /** The first of each kind; `--from` its index repeats it. */
  readonly findings: readonly Finding[];
  readonly slowestAt: string;
}

/** Messages that are on their way at once. A client sends one after another, so that they are of different clients. */
const LANES = 128;

type Send = (context: FuzzContext, turn: Turn) => Promise<void>;
/** Requests are few: their files and passwords cost a hundred times what a message does. */
const ENTRANCES: Readonly<Record<string, readonly [weight: number, send: Send]>> = {
  message: [91, sendMessage],
  request: [2, sendRequest],
  packet: [4, sendPacket],
  handshake: [3, sendHandshake],
};
const WEIGHTS = Object.fromEntries(Object.entries(ENTRANCES).map(([name, [weight]]) => [name, weight]));

/** Sends hostile and malformed traffic to a server of its own, and judges everything that comes back. */
export async function runFuzz(environment: Environment, options: FuzzOptions): Promise<FuzzResult> {
  const began = performance.now();
  const { messages, seed, from, warmUp, seconds, wands } = options;
  const [findings, canaries, blocks] = [new Findings(), new Canaries(), new BlockMeter()];
  const loggedErrors: string[] = [];
  environment.progress('fuzz: starting the server');
  const server = await startFuzzedServer(environment, {
    onReport(report) {
      if (report.kind === 'block') blocks.add(report);
      if (report.kind === 'unhandled') findings.add('unhandled', null, report.error);
    },
    onError: (line) => {
      if (!line.includes('"statusCode":503')) loggedErrors.push(line);
    },
  });
  const tally: Tally = { sent: 0, answered: 0, succeeded: 0, closed: 0, late: 0, failures: new Map() };
  const minutes = new MemoryByMinute(server);
  let room: PreparedRoom | undefined;
  const isLate = (share: number): boolean => performance.now() - began > share * seconds * 1000;
  const isOver = (share: number): boolean =>
    environment.stopped.aborted || server.crash() !== undefined || isLate(share);
  try {
    room = await prepareRoom({ server, wands, canaries, findings, tally });
    const { context } = room;
    let next = from;
    const sendUntil = async (end: number, share = 1): Promise<void> => {
      const lane = async (): Promise<void> => {
        while (next < end && tally.sent < messages && !isOver(share)) {
          const index = next++;
          const name = await sendOne(context, { index, dice: diceOf(seed, index) });
          blocks.sent(index, name);
          if (index % 50 === 0)
            environment.progress(`fuzz: ${tally.sent} of ${messages} messages, ${room?.good.casts ?? 0} good casts`);
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    };
    await sendUntil(from + warmUp, 0.1);
    const memory = async (): Promise<Awaited<ReturnType<typeof server.memory>>> =>
      server.crash() === undefined ? server.memory() : { rssMb: 0, heapMb: 0 };
    const start = await room.good.whileQuiet(memory);
    blocks.start();
    minutes.start();
    await sendUntil(Infinity);
    await minutes.stop();
    if (environment.stopped.aborted) throw new UsageError('interrupted');
    await room.leave();
    await blocks.stop();
    const crash = server.crash();
    if (crash !== undefined) findings.add('crash', null, crash);
    const end = await memory();
    await room.good.verify(server.databaseUrl);
    for (const line of loggedErrors.slice(findings.counts.internal)) findings.add('internal', null, 'the log', line);
    const { counts } = findings;
    const acks = room.good.ackMs.toSorted((a, b) => a - b);
    return {
      messages: tally.sent,
      ...{ crashes: counts.crash, unhandled: counts.unhandled, internal: counts.internal },
      ...{ unauthorised: counts.unauthorised, leaked: counts.leaked, undefended: counts.undefended },
      ...{ slowest: roundTo(blocks.slowest, 1), slowBlocks: blocks.slowBlocks },
      ...{ rssStart: Math.round(start.rssMb), rssEnd: Math.round(end.rssMb) },
      ...{ heapStart: Math.round(start.heapMb), heapEnd: Math.round(end.heapMb) },
      rssByMinute: minutes.rssMb,
      good: {
        ...{ casts: room.good.casts, lost: counts.lost, refused: counts.refused },
        ackMs: { p50: Math.round(acks[acks.length >> 1] ?? 0), max: Math.round(acks.at(-1) ?? 0) },
      },
      ...{ seconds: Math.round((performance.now() - began) / 1000), seed },
      ...{ answered: tally.answered, succeeded: tally.succeeded, late: tally.late, closed: tally.closed },
      failures: Object.fromEntries([...tally.failures].sort(([, a], [, b]) => b - a)),
      ...{ findings: findings.list(), slowestAt: blocks.slowestAt },
    };
  } finally {
    await minutes.stop();
    await room?.leave().catch(() => undefined); // the server may be gone
    await server.stop();
  }
}

/** @returns what was sent, for the list of slow ones */
async function sendOne(context: FuzzContext, turn: Turn): Promise<string> {
  if (isCrowd(turn.dice)) {
    await sendCrowd(context, turn);
    return 'crowd';
  }
  const name = turn.dice.weighted(WEIGHTS);
  await ENTRANCES[name]?.[1](context, turn);
  return name;
}

/** Whether nothing happened that must not. */
export function isClean(result: FuzzResult): boolean {
  const { crashes, good } = result;
  const never: readonly Exclude<FindingKind, 'crash' | 'lost' | 'refused'>[] = [
    'unhandled',
    'internal',
    'unauthorised',
    'leaked',
    'undefended',
  ];
  return crashes + good.lost + good.refused === 0 && never.every((kind) => result[kind] === 0);
}
