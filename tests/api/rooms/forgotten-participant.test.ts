import { samplesOf, starterSpellbook } from '@wandcast/gesture';
import type {
  Answer,
  CastId,
  ConsoleParticipant,
  CutCast,
  ModelReport,
  StoredCast,
  TrainingProgress,
  Welcome,
} from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import type { Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { castAll, casts, openConsole, openRoom } from '../../support/console-client.js';
import { connectPhone, phoneCookie } from '../../support/room/phone-connection.js';
import { nextMessage, profile } from '../../support/test-server.js';

const room = openRoom();
const SPELLS = ['ember', 'tide'];
const glyphOf = (id: string): string => starterSpellbook.find((spell) => spell.id === id)?.glyph ?? '';

/** Tables of every schema in which a row holds one of the texts, in any column. */
async function tablesWith(texts: readonly string[]): Promise<string[]> {
  const tables = await room.server.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const patterns = texts.flatMap((text) => [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`]); // bytea in hex
  const holding: string[] = [];
  for (const { name } of tables) {
    const rows = await room.server.query(`SELECT 1 FROM ${name} AS one WHERE one::text ILIKE ANY($1) LIMIT 1`, [patterns]); // prettier-ignore
    if (rows.length > 0) holding.push(name.replace('public.', ''));
  }
  return holding;
}

/** Columns of every table that refer to a participant or a cast, as in "labels.cast_id". */
async function referringColumns(): Promise<string[]> {
  const rows = await room.server.query<{ name: string }>(
    `SELECT format('%I.%I', table_name, column_name) AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name ~ '(^|_)(participant|cast|original)_ids?$' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Those of the columns in which one of the ids is. */
async function columnsWith(columns: readonly string[], ids: readonly string[]): Promise<string[]> {
  const holding: string[] = [];
  for (const column of columns) {
    const [table] = column.split('.');
    const rows = await room.server.query(`SELECT 1 FROM ${table} WHERE ${column}::text ILIKE ANY($1) LIMIT 1`, [ids.map((id) => `%${id}%`)]); // prettier-ignore
    if (rows.length > 0) holding.push(column);
  }
  return holding;
}

/** Teaches a spell by the glyph of another one, so that a model is always wrong about it. */
async function teachWrongly(wand: Socket, spell: string, drawn: string, seed: number): Promise<CastId> {
  const [[{ t, linear } = raise()] = []] = casts(glyphOf(drawn), 1, 1, seed);
  const cast = castMessages(samplesOf({ t, linear: linear ?? raise() }), { intent: 'teach', spell });
  const answer = (await wand.emitWithAck('cast:replay', cast.replay)) as Answer<StoredCast>;
  return answer.ok ? answer.value.castId : raise();
}

/** Trains a model from casts alone. @returns its id */
async function train(): Promise<string> {
  const { client } = room;
  const { id } = await client.ask<TrainingProgress>('model:train', { kind: 'rocket' });
  const { modelId } = await client.trainingEnd(id);
  return modelId ?? raise();
}

const worstOf = async (modelId: string): Promise<string | null> => {
  const [row] = await room.server.query<{ user: string | null }>(`SELECT card #>> '{metrics,worstUser,user}' AS user FROM models WHERE id = $1`, [modelId]); // prettier-ignore
  return row?.user ?? null;
};
const judgedBy = async (modelId: string): Promise<ModelReport['judged']> =>
  (await room.client.ask<ModelReport>('model:inspect', { modelId })).judged;

test('a forgotten participant is in no row of any table, neither by name nor by id', { timeout: 120_000 }, async () => {
  const { client, server } = room;
  // The others, so that a model is measured on held-out people.
  for (const spell of SPELLS) await castAll(server, casts(glyphOf(spell), 5, 6, 5), { intent: 'teach', spell });
  const cookie = await phoneCookie(server);
  const wand = connectPhone(server, { key: newKey(), profile: { ...profile, nickname: 'Zephyrine Quill' } }, cookie);
  const { participant } = await nextMessage<Welcome>(wand, 'wand:welcomed');
  const castIds: CastId[] = [];
  for (const seed of [1, 2]) {
    castIds.push(await teachWrongly(wand, 'ember', 'tide', seed));
    castIds.push(await teachWrongly(wand, 'tide', 'ember', seed));
  }
  const [first = raise(), trimmed = raise(), split = raise(), deleted = raise()] = castIds;
  for (const spell of client.state.spells) await client.ask('spell:draw', { spellId: spell.id, glyph: null }); // learns from casts alone

  const who = { participantId: participant.id };
  await client.ask<ConsoleParticipant>('participant:rename', { ...who, name: 'Wilhelmina Voss' });
  await client.ask('participant:hide', { ...who, hidden: true });
  await client.ask('participant:hide', { ...who, hidden: false });
  const spotlight = { by: 'participant', ...who };
  await client.ask('stage:direct', { announcement: 'long '.repeat(30), spotlight }); // the entry's detail ends before the id
  const listed = await client.ask<ConsoleParticipant[]>('participants:list', {});
  const other = listed.find(({ id }) => id !== participant.id);
  await client.ask('round:start', { kind: 'duel', spell: 'ember', seconds: 20, duel: [participant.id, other?.id] });
  for (const castId of [first, deleted]) await client.ask('cast:comment', { castId, text: 'Wilhelmina Voss again' });
  await client.ask('casts:label', {
    labels: castIds.map((castId, i) => ({ castId, kind: 'spell', spell: i % 2 === 0 ? 'ember' : 'tide' })),
  });
  const { partIds: kept } = await client.ask<CutCast>('cast:trim', { castId: trimmed, fromMs: 0, untilMs: 700 });
  const { partIds: gone } = await client.ask<CutCast>('cast:split', { castId: split, atMs: 600, keepsLabel: true });
  const own = [...castIds, ...kept, ...gone];
  await client.ask('dataset:save', { name: 'All', note: '', selection: { by: 'casts', castIds: own } });
  const inUse = own.length - 2; // without the whole casts that were cut
  const [saved] = await server.query<{ casts: number }>('SELECT count(*)::int AS casts FROM dataset_casts');

  const modelId = await train();
  const judged = await judgedBy(modelId);
  for (const ids of [kept, gone, [deleted]]) expect(judged.map(({ castId }) => castId)).toEqual(expect.arrayContaining([...ids])); // prettier-ignore
  expect(await worstOf(modelId)).toBe(participant.id);

  // What is deleted before is not found by the participant's casts any more.
  await client.ask('cast:restore', { castId: split });
  await expect.poll(() => tablesWith(gone)).toEqual([]);
  await wand.emitWithAck('casts:delete', { castIds: [deleted] });
  await expect.poll(() => tablesWith([deleted])).toEqual(['audit', 'deleted_casts']);

  own.push(await teachWrongly(wand, 'ember', 'tide', 3)); // to be labeled
  const texts = ['Zephyrine Quill', 'Wilhelmina Voss', participant.id, ...own];
  const columns = await referringColumns();
  await expect
    .poll(async () => {
      await client.ask('queue:take', { count: 1, only: null, person: participant.id, except: [] });
      await fetch(`${server.url}/api/casts/map`, { headers: { authorization: `Bearer ${server.owner}` } });
      return columnsWith(columns, texts);
    })
    .toEqual(columns); // a new table needs a row of the participant here
  expect(await tablesWith(texts)).toEqual(expect.arrayContaining(['audit', 'cast_comments', 'casts', 'current_labels', 'dataset_casts', 'events', 'labels', 'models', 'participant_devices', 'participants', 'rounds'])); // prettier-ignore
  const closed = nextMessage(wand, 'disconnect');
  expect(await wand.emitWithAck('me:forget', {})).toMatchObject({ ok: true });
  await closed;
  await expect.poll(() => tablesWith(texts)).toEqual([]);
  expect(await server.query('SELECT 1 FROM participant_devices')).toEqual([]); // nothing knows their browser any more
  expect(await server.query('SELECT 1 FROM forgotten_keys')).toHaveLength(1); // the hash of their key stays

  // What stays counts as before.
  expect(await judgedBy(modelId)).toHaveLength(judged.length);
  expect(await server.query('SELECT 1 FROM dataset_casts')).toHaveLength(saved?.casts ?? 0);
  expect(saved?.casts).toBe(inUse);
  expect(await worstOf(modelId)).toBeNull();
  const { models } = (await openConsole(server)).state;
  expect(models.find(({ id }) => id === modelId)).toMatchObject({ worst: null });
  const entries = await server.query<{ action: string }>(`SELECT action FROM audit WHERE action LIKE 'participant:%' ORDER BY id`); // prettier-ignore
  expect(entries.map(({ action }) => action)).toEqual(['participant:rename', 'participant:hide', 'participant:hide']);
});

test('a model that was trained meanwhile does not name them either', { timeout: 120_000 }, async () => {
  const { client, server } = room;
  const wand = connectPhone(server, { profile: { ...profile, nickname: 'Isidore Quick' } }, '');
  const { participant } = await nextMessage<Welcome>(wand, 'wand:welcomed');
  const castIds: CastId[] = [];
  for (const seed of [5, 6]) {
    castIds.push(await teachWrongly(wand, 'ember', 'tide', seed));
    castIds.push(await teachWrongly(wand, 'tide', 'ember', seed));
  }
  await client.ask('casts:label', {
    labels: castIds.map((castId, i) => ({ castId, kind: 'spell', spell: i % 2 === 0 ? 'ember' : 'tide' })),
  });
  const training = client.waitForMessage(
    'training:progressed',
    (progress) => progress?.stage === 'evaluating' || progress?.stage === 'training',
  );
  const trained = train();
  await training; // the casts were read
  expect(await wand.emitWithAck('me:forget', {})).toMatchObject({ ok: true });
  const judged = await judgedBy(await trained);
  expect(judged.length).toBeGreaterThan(0);
  expect(await tablesWith([participant.id, ...castIds])).toEqual([]);
});

function raise(): never {
  throw new Error('not there');
}
