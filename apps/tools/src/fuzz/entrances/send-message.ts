import { exampleOf } from '../generate/example.js';
import { circleMovement, newCastId } from '../generate/movement.js';
import { mutate } from '../generate/mutate.js';
import { nastyTexts, nastyValues } from '../generate/nasty-values.js';
import { mayBeAnswered, namespaceNames, namespaces } from '../oracle/permissions.js';
import type { Dice } from '../generate/dice.js';
import { clientKinds, type ClientKind, type HostileClient } from '../people/hostile-client.js';
import type { Asked } from '../transport/raw-connection.js';
import { eventPacket, toJson } from '../transport/packet.js';
import { countFailure, type FuzzContext, type Turn } from './context.js';

/** How often each kind of client sends: more of those whose messages reach further. */
const WEIGHTS: Readonly<Record<ClientKind, number>> = {
  ...{ stranger: 2, participant: 40, stage: 12, phone: 8, reporter: 8, viewer: 6, moderator: 11, owner: 13 },
};

/**
 * Messages that keep the machine busy for seconds if they are accepted, most by a training; most are sent as something
 * else instead.
 */
const HEAVY = new Set([
  ...['model:train', 'rehearsal:start', 'event:begin', 'room:learn', 'room:create', 'book:open'],
  ...['spell:create', 'spell:draw', 'spell:draw-second', 'spell:direction', 'spell:remove', 'spell:restore'],
]);

/** Sends one message of any declaration from any kind of client, valid or damaged, and judges the answer. */
export async function sendMessage(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  const client = context.client(dice.weighted(WEIGHTS), dice);
  const { name, args } = contentOf(context, client, dice);
  await client.use(dice, async (connection) => {
    context.tally.sent++;
    if (connection === undefined) {
      context.tally.closed++;
      return;
    }
    client.says(toJson(args));
    if (args[0] === 'cast:samples' && client.kind === 'participant') {
      const { text, attachments } = eventPacket(client.namespace, undefined, args);
      connection.send(text, ...attachments); // has no answer; a later one shows that the connection survived
      return;
    }
    if (client.kind === 'stranger') {
      const { text, attachments } = eventPacket(client.namespace, 0, args);
      connection.send(text, ...attachments); // to a namespace it has not joined: must be closed, without an answer
      if (await connection.closedWithin(1_000)) context.tally.closed++;
      return;
    }
    const answer = await connection.ask(client.namespace, args);
    judge(context, client, { index, name, args, answer });
  });
}

interface Content {
  readonly name: string;
  /** What is sent: the name, then the payload. */
  readonly args: readonly unknown[];
}

function contentOf(context: FuzzContext, client: HostileClient, dice: Dice): Content {
  const namespace = dice.chance(0.88) ? client.namespace : dice.pick(namespaceNames);
  const declared = [...namespaces[namespace].messages.values()];
  let message = dice.pick(declared);
  for (let i = 0; i < 3 && HEAVY.has(message.name); i++) message = dice.pick(declared);
  let payload = withMovement(message.name, exampleOf(message.schema, dice, context.world), client, dice);
  const changes = dice.weighted({ '0': 20, '1': 55, '2': 15, '4': 10 });
  for (let i = 0; i < Number(changes); i++) payload = mutate(payload, dice);
  const { name } = message;
  if (!dice.chance(0.06)) return { name, args: [name, payload] };
  const unusual: readonly (readonly unknown[])[] = [
    ...[[name], [name, payload, payload], [name, null], [dice.pick(nastyTexts), payload], [name, [payload]]],
    ...[
      [name, ...Array<unknown>(50).fill(payload)],
      [dice.pick(nastyValues)(), payload],
      [`${name} `, payload],
    ],
  ];
  return { name: '', args: dice.pick(unusual) };
}

/** Gives messages about casts a movement that fits together, and the ids of the cast in progress. */
function withMovement(name: string, example: unknown, client: HostileClient, dice: Dice): unknown {
  const { openCast } = client;
  if (name === 'cast:samples') return openCast?.batches.shift() ?? circleMovement(dice).batches(0)[0];
  if (typeof example !== 'object' || example === null) return example;
  const fields = example as Record<string, unknown>;
  if (name === 'cast:end' && openCast !== undefined && dice.chance(0.8)) {
    client.openCast = undefined;
    const { count, checksum } = openCast.movement;
    return { ...fields, castId: openCast.castId, count, checksum };
  }
  const movement = circleMovement(dice);
  if (name === 'cast:start') {
    const castId = newCastId(dice);
    client.openCast = { castId, movement, batches: movement.batches(0) };
    return { ...fields, castId, channels: movement.channels, stream: 0 };
  }
  const own = name === 'cast:replay' && dice.chance(0.7) ? { castId: newCastId(dice) } : {};
  const filled = Object.entries(movement).filter(([field]) => field in fields);
  return { ...fields, ...own, ...Object.fromEntries(filled) };
}

interface Judged extends Content {
  readonly index: number;
  readonly answer: Asked;
}

/** Messages of a participant that must not succeed with somebody else's cast. */
const OWN_CASTS = new Set(['cast:confirm', 'cast:end', 'cast:replay']);

function judge({ tally, findings, world, canaries }: FuzzContext, client: HostileClient, judged: Judged): void {
  const { index, name, args, answer } = judged;
  if (answer === 'closed' || answer === 'late') {
    tally[answer]++;
    return;
  }
  tally.answered++;
  const { ok, value, failure } = (answer.value ?? {}) as { ok?: boolean; value?: unknown; failure?: { code?: string } };
  const what = `${client.kind} ${toJson(args)}`;
  if (ok !== true) {
    const code = failure?.code ?? 'none';
    countFailure(tally, code);
    if (code === 'internal') findings.add('internal', index, what);
    return;
  }
  tally.succeeded++;
  const sentName = typeof args[0] === 'string' ? args[0] : '';
  if (!mayBeAnswered(client.namespace, sentName, clientKinds[client.kind].role))
    findings.add('unauthorised', index, what, JSON.stringify(value));
  if (client.kind === 'participant') {
    const others = canaries.find(OWN_CASTS.has(name) ? toJson(args) : JSON.stringify(value ?? null), 'outsider', '');
    if (others !== undefined) findings.add('unauthorised', index, what, JSON.stringify(value));
  }
  world.learn(value, name.split(':')[0]?.replace(/s$/, '') ?? '');
}
