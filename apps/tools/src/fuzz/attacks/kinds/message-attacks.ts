import { MAX_MESSAGE_BYTES } from '@wandcast/protocol';
import { sendMessage } from '../../entrances/send-message.js';
import type { FuzzContext } from '../../entrances/context.js';
import { FileBodies } from '../../entrances/file-bodies.js';
import { diceOf } from '../../generate/dice.js';
import { Canaries } from '../../oracle/canaries.js';
import { Findings } from '../../oracle/findings.js';
import { HostileClient, type ClientKind } from '../../people/hostile-client.js';
import { RootOwner } from '../../people/root-owner.js';
import { wandHandshake } from '../../people/wand-handshake.js';
import { World } from '../../people/world.js';
import { sendHttp } from '../../transport/http-request.js';
import { eventPacket } from '../../transport/packet.js';
import { atRate, inLanes, joinAs, type Attack, type Strike } from './attack.js';

const MESSAGES_PER_SECOND = 10_000;

/** Mutated messages on their way at the same time; most answers are held back, so a few would send little. */
const LANES = 96;

/** Clients of each kind that send mutated messages; who directs the room would end it. */
const CLIENTS: Readonly<Partial<Record<ClientKind, number>>> = {
  ...{ stranger: 3, participant: 10, stage: 4, phone: 3, reporter: 3, viewer: 6 },
};

/** A message that the server would answer, so often that it must close the connection. */
const messageFlood: Attack = (strike) => flood(strike, ['clock:read', {}]);

/** A message that the server refuses. */
const refusedFlood: Attack = (strike) => flood(strike, ['cast:confirm', { castId: 9 }]);

const flood = (strike: Strike, args: readonly unknown[]): Promise<void> =>
  inLanes(1, async () => {
    const connection = await joinAs(strike, '/wand', wandHandshake(strike.target.code));
    if (connection === undefined) return;
    await atRate(MESSAGES_PER_SECOND, () => connection.isOpen, () => {
      connection.send(eventPacket('/wand', strike.counts.sent++, args).text);
    }); // prettier-ignore
    strike.counts.closed++;
  });

/** Every declared message, valid and damaged, of everyone but those who direct the room. */
const mutatedMessages: Attack = async ({ target, counts }) => {
  const [world, canaries, findings] = [new World(), new Canaries(), new Findings()];
  const root = await RootOwner.resume(target.url, target.rootToken, world, canaries);
  const clients = new Map(
    Object.entries(CLIENTS).map(([kind, count]) => [
      kind,
      Array.from(
        { length: count },
        () => new HostileClient(kind as ClientKind, target.url, world, root, () => undefined),
      ),
    ]),
  );
  // Members have their accounts before the attack begins: an owner made them.
  await Promise.all([...clients.values()].flat().map((client) => client.token()));
  const context: FuzzContext = {
    ...{ url: target.url, world, root, canaries, findings, files: new FileBodies([], []) },
    tally: { sent: 0, answered: 0, succeeded: 0, closed: 0, late: 0, failures: new Map() },
    client: (kind, dice) => dice.pick(clients.get(kind) ?? clients.get('viewer') ?? []),
  };
  let index = 0;
  await inLanes(LANES, async () => {
    await sendMessage(context, { index, dice: diceOf(target.seed, index++) });
    const { sent, answered, succeeded, closed } = context.tally;
    Object.assign(counts, { sent, answered, refused: answered - succeeded, closed });
  });
};

/** Messages of a megabyte, deep ones, and the same as bodies of requests. */
const oversizedMessages: Attack = (strike) => {
  const huge = 'x'.repeat(1 << 20);
  const deep = '{"a":'.repeat(MAX_MESSAGE_BYTES / 6);
  return inLanes(8, async (lane) => {
    const { target, counts } = strike;
    counts.sent++;
    const text = lane % 2 === 0 ? huge : deep;
    if (lane < 4) {
      const connection = await joinAs(strike, '/wand', wandHandshake(target.code));
      connection?.send(`42/wand,0["clock:read",${text}`);
      if ((await connection?.closedWithin(2_000)) === true) counts.closed++;
      connection?.close();
      return;
    }
    const headers = { 'x-forwarded-for': target.address, 'content-type': 'application/json', connection: 'close' };
    const url = `${target.url}/api/account/session`;
    const { status } = await sendHttp({ url, method: 'POST', headers, body: Buffer.from(text) });
    if (status === 0) counts.closed++;
    else counts.answered++;
    if (status >= 400) counts.refused++;
  });
};

export const messageAttacks = {
  'message-flood': messageFlood,
  'refused-flood': refusedFlood,
  'mutated-messages': mutatedMessages,
  'oversized-messages': oversizedMessages,
} satisfies Record<string, Attack>;
