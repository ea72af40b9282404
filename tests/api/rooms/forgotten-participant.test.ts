import { starterSpellbook } from '@wandcast/gesture';
import type {
  Answer,
  CastId,
  ConsoleParticipant,
  ModelReport,
  StoredCast,
  TrainingProgress,
  Welcome,
} from '@wandcast/protocol';
import { newKey } from '@wandcast/wand';
import { expect, test } from 'vitest';
import { castMessages } from '../../support/cast-messages.js';
import { castAll, casts, openRoom } from '../../support/console-client.js';
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

test('a forgotten participant is in no row of any table, neither by name nor by id', { timeout: 120_000 }, async () => {
  const { client, server } = room;
  // The others, so that a model is measured on held-out people.
  for (const spell of SPELLS) await castAll(server, casts(glyphOf(spell), 3, 4, 5), { intent: 'teach', spell });
  const cookie = await phoneCookie(server);
  const wand = connectPhone(server, { key: newKey(), profile: { ...profile, nickname: 'Zephyrine Quill' } }, cookie);
  const { participant } = await nextMessage<Welcome>(wand, 'wand:welcomed');
  const castIds: CastId[] = [];
  for (const spell of [...SPELLS, ...SPELLS]) {
    const cast = castMessages(undefined, { intent: 'teach', spell });
    const answer = (await wand.emitWithAck('cast:replay', cast.replay)) as Answer<StoredCast>;
    if (answer.ok) castIds.push(answer.value.castId);
  }
  expect(castIds).toHaveLength(4);
  const [first] = castIds;

  const who = { participantId: participant.id };
  await client.ask<ConsoleParticipant>('participant:rename', { ...who, name: 'Wilhelmina Voss' });
  await client.ask('participant:hide', { ...who, hidden: true });
  await client.ask('participant:hide', { ...who, hidden: false });
  await client.ask('stage:direct', { spotlight: { by: 'participant', ...who } });
  const [other] = await client.ask<ConsoleParticipant[]>('participants:list', {});
  await client.ask('round:start', { kind: 'duel', spell: 'ember', seconds: 20, duel: [participant.id, other?.id] });
  await client.ask('casts:label', { labels: castIds.map((castId) => ({ castId, kind: 'spell', spell: 'tide' })) });
  await client.ask('cast:comment', { castId: first, text: 'Wilhelmina Voss again' });
  await client.ask('dataset:save', { name: 'All', note: '', selection: { by: 'casts', castIds } });
  for (const spell of client.state.spells) await client.ask('spell:draw', { spellId: spell.id, glyph: null }); // learns from casts alone
  const { id } = await client.ask<TrainingProgress>('model:train', { kind: 'rocket' });
  const { modelId } = await client.trainingEnd(id);
  const judged = async (): Promise<number> =>
    (await client.ask<ModelReport>('model:inspect', { modelId })).judged.length;
  const before = await judged();

  const texts = ['Zephyrine Quill', 'Wilhelmina Voss', participant.id, ...castIds];
  await expect
    .poll(() => tablesWith(texts))
    .toEqual(expect.arrayContaining(['audit', 'cast_comments', 'casts', 'current_labels', 'dataset_casts', 'events', 'labels', 'models', 'participant_devices', 'participants', 'rounds'])); // prettier-ignore
  const closed = nextMessage(wand, 'disconnect');
  expect(await wand.emitWithAck('me:forget', {})).toMatchObject({ ok: true });
  await closed;
  await expect.poll(() => tablesWith(texts)).toEqual([]);
  expect(await server.query('SELECT 1 FROM participant_devices')).toEqual([]); // nothing knows their browser any more

  // What stays counts as before.
  expect(await judged()).toBe(before);
  const [saved] = await server.query<{ casts: number }>('SELECT count(*)::int AS casts FROM dataset_casts');
  expect(saved?.casts).toBe(castIds.length);
  const entries = await server.query<{ action: string }>(`SELECT action FROM audit WHERE action LIKE 'participant:%' ORDER BY id`); // prettier-ignore
  expect(entries.map(({ action }) => action)).toEqual(['participant:rename', 'participant:hide', 'participant:hide']);
});
