import { setTimeout as sleep } from 'node:timers/promises';
import { MAX_CASTS_FETCHED } from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { circleMovement, newCastId } from '../../generate/movement.js';
import { wandHandshake } from '../../people/wand-handshake.js';
import { eventPacket } from '../../transport/packet.js';
import type { RawConnection } from '../../transport/raw-connection.js';
import { askCounted, atRate, inLanes, joinAs, type Attack, type Strike } from './attack.js';

/** Wands of one attacker. */
const WANDS = 4;
/** Samples of a long cast, 60 Hz. */
const LONG = 1_800;
/** Asks a second of a client that does not read, and how many it sends in all. */
const ASKS_PER_SECOND = 400;
const ASKS = 960;
const PONG_MS = 4_000;
/** A client that reads again sees within this time that it was closed, ms. */
const SEEN_MS = 500;
/** Unanswered messages that the server allows a connection. */
const UNANSWERED = 8;
/** Casts that are begun on one connection, one after another. */
const BEGUN = 200;

const headOf = ({ dice }: Strike, channels: number) => ({
  ...{ castId: newCastId(dice), intent: 'cast', spell: null, source: 'simulated', channels, startedAt: Date.now() },
});

const replayMessage = (strike: Strike, length?: number) => {
  const { channels, count, checksum, samples } = circleMovement(strike.dice, length);
  return { ...headOf(strike, channels), count, checksum, samples };
};

/** A wand with as many long casts as it may fetch at once. @returns undefined if it may not join */
async function joinWithCasts(
  strike: Strike,
  key: string,
): Promise<{ readonly connection: RawConnection; readonly castIds: readonly string[] } | undefined> {
  const connection = await joinAs(strike, '/wand', wandHandshake(strike.target.code, key));
  if (connection === undefined) return undefined;
  const listed = await connection.ask('/wand', ['casts:list', { after: null, limit: MAX_CASTS_FETCHED }]);
  const { value } = (typeof listed === 'object' ? listed.value : {}) as { value?: readonly { castId: string }[] };
  const castIds = (value ?? []).map(({ castId }) => castId);
  while (castIds.length < MAX_CASTS_FETCHED && connection.isOpen) {
    const replay = replayMessage(strike, LONG);
    await connection.ask('/wand', ['cast:replay', replay]);
    castIds.push(replay.castId);
  }
  return { connection, castIds };
}

/** Asks for all its casts, and reads no answer. */
const slowReader: Attack = async (strike) => {
  const keys = Array.from({ length: WANDS }, () => newKey());
  await inLanes(WANDS, async (lane) => {
    const joined = await joinWithCasts(strike, keys[lane] ?? '');
    if (joined === undefined) return;
    const { connection, castIds } = joined;
    connection.pause();
    const pongs = setInterval(() => {
      connection.send('3'); // without having read the ping
    }, PONG_MS);
    let asked = 0;
    const { text } = eventPacket('/wand', 0, ['casts:fetch', { castIds }]);
    await atRate(ASKS_PER_SECOND, () => connection.isOpen && asked < ASKS, () => {
      connection.send(text);
      asked++;
      strike.counts.sent++;
    }); // prettier-ignore
    clearInterval(pongs);
    connection.resume();
    if (await connection.closedWithin(SEEN_MS)) strike.counts.closed++;
    connection.close();
  });
};

/** Reads its history again and again, as often as the server answers. */
const ownCasts: Attack = async (strike) => {
  const keys = Array.from({ length: WANDS }, () => newKey());
  await inLanes(WANDS, async (lane) => {
    const joined = await joinWithCasts(strike, keys[lane] ?? '');
    if (joined === undefined) return;
    const { connection, castIds } = joined;
    const asks: readonly (readonly unknown[])[] = [
      ['casts:fetch', { castIds }],
      ['casts:list', { after: null, limit: 500 }],
      ['souvenir:fetch', {}],
    ];
    const ask = async (n: number): Promise<void> => {
      while (connection.isOpen) await askCounted(strike, connection, '/wand', asks[n++ % asks.length] ?? []);
    };
    await Promise.all(Array.from({ length: UNANSWERED }, (_, n) => ask(n)));
  });
};

/** Sends casts that are stored already. */
const replays: Attack = (strike) =>
  inLanes(WANDS, async () => {
    const connection = await joinAs(strike, '/wand', wandHandshake(strike.target.code));
    if (connection === undefined) return;
    const replay = replayMessage(strike);
    await connection.ask('/wand', ['cast:replay', replay]);
    const send = async (): Promise<void> => {
      while (connection.isOpen) await askCounted(strike, connection, '/wand', ['cast:replay', replay]);
    };
    await Promise.all(Array.from({ length: UNANSWERED }, send));
  });

/** Begins casts that never end: two at a time are allowed, and their samples go on. */
const openCasts: Attack = (strike) =>
  inLanes(10 * WANDS, async (lane) => {
    const connection = await joinAs(strike, '/wand', wandHandshake(strike.target.code));
    if (connection === undefined) return;
    const movement = circleMovement(strike.dice, LONG);
    for (let stream = 0; stream < (lane % 2 === 0 ? BEGUN : 2) && connection.isOpen; stream++) {
      const start = { ...headOf(strike, movement.channels), stream };
      connection.send(eventPacket('/wand', undefined, ['cast:start', start]).text);
      strike.counts.sent++;
    }
    for (const batch of movement.batches(0)) {
      const { text, attachments } = eventPacket('/wand', undefined, ['cast:samples', batch]);
      connection.send(text, ...attachments);
      await sleep(100);
      if (!connection.isOpen) break;
    }
    if (!connection.isOpen) strike.counts.closed++;
    connection.close();
  });

export const castAttacks = {
  'slow-reader': slowReader,
  'own-casts': ownCasts,
  ...{ replays, 'open-casts': openCasts },
} satisfies Record<string, Attack>;
