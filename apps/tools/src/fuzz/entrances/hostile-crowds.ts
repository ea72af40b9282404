import { addressOf } from '../people/hostile-client.js';
import { wandHandshake } from '../people/wand-handshake.js';
import type { Dice } from '../generate/dice.js';
import { sendHttp } from '../transport/http-request.js';
import { connectPacket, eventPacket } from '../transport/packet.js';
import { RawConnection, type Joined } from '../transport/raw-connection.js';
import type { FuzzContext, Turn } from './context.js';

/** How long the server has to close a connection that floods it, ms. */
const CLOSED_MS = 20_000;

/** Stages of an import that is neither stored, canceled nor failed. */
const GOING_ON: readonly string[] = ['uploading', 'checking', 'checked', 'storing'];

const handshake = ({ world }: FuzzContext): Readonly<Record<string, unknown>> => wandHandshake(world.code);

const open = ({ url }: FuzzContext, client: string): Promise<RawConnection> =>
  RawConnection.open({ url, client }, () => undefined);

/** Connections without end: the server must close them. */
async function floodOfHandshakes(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  const connection = await open(context, addressOf(dice));
  const auth = { ...handshake(context), code: 'NOPE9999' };
  for (let i = 0; i < 500; i++) connection.send(connectPacket('/wand', auth));
  context.tally.sent += 500;
  if (!(await connection.closedWithin(CLOSED_MS)))
    context.findings.add('undefended', index, 'a flood of handshakes was not closed');
  connection.close();
}

/** One socket that wants to be many people: it is one of them, and closed if it goes on. */
async function manyPeopleOnOneSocket(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  let joined = 0;
  const connection = await RawConnection.open({ url: context.url, client: addressOf(dice) }, (text) => {
    if (text.startsWith('40/wand')) joined++;
  });
  for (let i = 0; i < 20; i++) connection.send(connectPacket('/wand', handshake(context)));
  context.tally.sent += 20;
  if (!(await connection.closedWithin(CLOSED_MS)))
    context.findings.add('undefended', index, 'many people on one socket were not closed');
  if (joined > 1) context.findings.add('unauthorised', index, `one socket joined as ${joined} people`);
  connection.close();
}

/** A flood by a wand that does not read: it is closed all the same, which it notices when it reads again. */
async function slowReader(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  const connection = await open(context, addressOf(dice));
  if ((await connection.join('/wand', handshake(context))) !== 'joined') {
    connection.close();
    return;
  }
  connection.pause();
  for (let i = 0; i < 300; i++) connection.send(eventPacket('/wand', i, ['souvenir:fetch', {}]).text);
  context.tally.sent += 300;
  await connection.closedWithin(2_000);
  connection.resume();
  if (!(await connection.closedWithin(CLOSED_MS)))
    context.findings.add('undefended', index, 'a flood by a slow reader was not closed');
  connection.close();
}

/** More messages than anyone sends: the server must close the connection. */
async function floodOfMessages(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  const connection = await open(context, addressOf(dice));
  if ((await connection.join('/wand', handshake(context))) !== 'joined') {
    connection.close();
    return;
  }
  for (let i = 0; i < 400; i++)
    connection.send(eventPacket('/wand', i, ['cast:confirm', { castId: dice.below(9) }]).text);
  context.tally.sent += 400;
  if (!(await connection.closedWithin(CLOSED_MS)))
    context.findings.add('undefended', index, 'a flood of refused messages was not closed');
  connection.close();
}

/** A hall of phones behind one address: all get in at once. */
async function hallBehindOneAddress(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  const address = `198.51.${dice.below(250)}.${dice.below(250) + 1}`;
  await context.root.reopenRoom();
  const code = context.world.code;
  // Each joins when it is connected, as phones do: the server closes connections that wait.
  const enter = async (): Promise<{ phone: RawConnection; joined: Joined }> => {
    const phone = await open(context, address);
    return { phone, joined: await phone.join('/wand', handshake(context)) };
  };
  const phones = await Promise.all(Array.from({ length: 40 }, enter));
  context.tally.sent += phones.length;
  const isSame = context.world.code === code; // else the event ended meanwhile
  const refused = phones.find(({ joined }) => joined !== 'joined');
  const isLocked = refused?.phone.refusal.includes('event-locked') === true; // by a fuzzed moderator
  if (refused !== undefined && isSame && !isLocked)
    context.findings.add('refused', index, 'a phone of a hall', `${refused.joined} ${refused.phone.refusal}`);
  for (const { phone } of phones) phone.close();
}

/**
 * An upload that ends at any byte and is canceled: nothing of it goes on. Unfinished headers and pipelined nonsense on
 * plain TCP are Node's matter.
 */
async function canceledImport(context: FuzzContext, { index, dice }: Turn): Promise<void> {
  const token = await context.client('moderator', dice).token();
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': addressOf(dice) };
  const body = context.files.of('bytes', dice);
  const announced = JSON.stringify({ name: `file ${dice.below(1e6)}`, size: body.length, modified: dice.below(1e9) });
  const json = { ...headers, 'content-type': 'application/json' };
  const { text } = await sendHttp({
    url: `${context.url}/api/imports`,
    method: 'POST',
    headers: json,
    body: Buffer.from(announced),
  });
  const id = /"id":"([0-9a-f-]{36})"/.exec(text)?.[1];
  context.tally.sent += 3;
  if (id === undefined) return;
  const url = `${context.url}/api/imports/${id}?at=0`;
  const bytes = { ...headers, 'content-type': 'application/octet-stream' };
  const cutAfter = dice.chance(0.5) ? dice.below(body.length) : undefined;
  await sendHttp({ url, method: 'PUT', headers: bytes, body, cutAfter });
  await context.root.ask('import:cancel', { importId: id }).catch(() => undefined); // ended already, or with its event
  const { text: now } = await sendHttp({ url: `${context.url}/api/imports/${id}`, method: 'GET', headers });
  const stage = /"stage":"(\w+)"/.exec(now)?.[1];
  if (stage !== undefined && GOING_ON.includes(stage))
    context.findings.add('undefended', index, 'a canceled import goes on', stage);
}

const crowds = [
  ...[floodOfHandshakes, manyPeopleOnOneSocket, slowReader, floodOfMessages, hallBehindOneAddress],
  ...[canceledImport, canceledImport, canceledImport],
];

/** One of the hostile crowds, each with what must happen to it. */
export function sendCrowd(context: FuzzContext, turn: Turn): Promise<void> {
  return turn.dice.pick<(context: FuzzContext, turn: Turn) => Promise<void>>(crowds)(context, turn);
}

/** Whether a crowd comes instead of a message. */
export function isCrowd(dice: Dice): boolean {
  return dice.chance(0.002);
}
