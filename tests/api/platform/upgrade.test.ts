import { cp, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { PREPROCESSING_VERSION } from '@wandcast/gesture';
import {
  unpackFetchedCasts,
  type Answer,
  type AuditLine,
  type CastPicture,
  type ConsoleParticipant,
  type EventPage,
  type FetchedCasts,
  type ListedCast,
  type ModelReport,
  type PastImport,
  type Welcome,
} from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../apps/api/src/platform/database/embedded/embedded-postgres.js';
import { migrate } from '../../../apps/api/src/platform/database/migrate.js';
import { routesOf } from '../../support/cast-files.js';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { openPool } from '../../support/database-pool.js';
import { temporaryFolder } from '../../support/server-process.js';
import {
  PASSWORD,
  connect,
  connectWand,
  connectionResult,
  nextMessage,
  profile,
  sessionIn,
  startTestServer,
  type TestServer,
} from '../../support/test-server.js';

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const LAST_MIGRATION = '20261130000000_phones_in_the_wild';
const ROWS = fileURLToPath(new URL('../../fixtures/database-0.1.0/rows.sql.gz', import.meta.url));
const WAND_KEY = Buffer.alloc(32, 7).toString('base64url');
/** Token of a stage link that version 0.1.0 printed. */
const STAGE_TOKEN = '_FS9dRjS9vKdsieKv70bHoyIg9CKZUq7049z-g__d-k';
const FORGOTTEN_KEY = Buffer.alloc(32, 9).toString('base64url');

const sql = gunzipSync(await readFile(ROWS)).toString('utf8');
/** Rows of a table of version 0.1.0. */
function stored<R>(table: string): R[] {
  const rows = new RegExp(`INSERT INTO "${table}" .*?\\$rows\\$(.*?)\\$rows\\$`, 's').exec(sql)?.[1];
  return JSON.parse(rows ?? '[]') as R[];
}

interface StoredCast {
  readonly id: string;
  readonly participant_id: string;
  readonly intent: string;
  readonly spell_id: string | null;
  readonly recognised_id: string | null;
  readonly count: number;
  readonly samples: string;
  readonly flipped: boolean | null;
}
const casts = stored<StoredCast>('casts');
const people = stored<{ id: string; nickname: string; house: string; shown_name: string | null; hidden: boolean }>(
  'participants',
);
/** Participants without those of imported files, which the console does not list. */
const wizards = people.filter(({ nickname }) => !nickname.startsWith('Filed'));
const otter = people.find(({ nickname }) => nickname === 'Quiet Otter');

let folder: string;
let postgres: EmbeddedPostgres;
let server: TestServer;
let client: ConsoleClient;
beforeAll(async () => {
  folder = await temporaryFolder();
  postgres = await startEmbeddedPostgres(path.join(folder, 'data'));
  for (const name of (await readdir(MIGRATIONS)).filter((name) => /^\d/.test(name) && name <= LAST_MIGRATION))
    await cp(path.join(MIGRATIONS, name), path.join(folder, 'migrations', name), { recursive: true });
  await migrate(postgres.url, path.join(folder, 'migrations'));
  const pool = openPool(postgres.url, 1);
  await pool.query(sql);
  await pool.end();
  server = await startTestServer({ databaseUrl: postgres.url });
  client = await openConsole(server, sessionIn(await signIn()));
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

function signIn(): Promise<Response> {
  return fetch(`${server.url}/api/account/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada', password: PASSWORD }),
  });
}

/** The current name of a logged message. */
function renamed(did: string): string {
  return did
    .replace(/^phase:/, 'step:')
    .replace(/^person:/, 'participant:')
    .replace(/^spell:recolour$/, 'spell:recolor');
}

async function answer<T>(socket: Socket, message: string, value: object): Promise<T> {
  const answered = (await socket.emitWithAck(message, value)) as Answer<T>;
  if (!answered.ok) throw new Error(answered.failure.code);
  return answered.value;
}

describe('a database of version 0.1.0', () => {
  test('keeps accounts, their roles and the audit log', async () => {
    expect(client.state.me).toMatchObject({ name: 'Ada', role: 'owner' });
    const { members } = await client.ask<{ members: { name: string; role: string }[] }>('team:show', {});
    expect(members).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Grace', role: 'moderator' })]));
    const audit = stored<{ id: number; did: string; detail: string }>('audit');
    const oldest = await client.ask<AuditLine[]>('audit:list', { before: audit.length + 1, limit: 200 });
    expect(oldest.map(({ did, detail }) => [did, detail])).toEqual(
      audit.reverse().map(({ did, detail }) => [renamed(did), detail]),
    );
    expect(oldest.map(({ did }) => did)).toContain('spell:recolor');
  });

  test('keeps the event and what the stage shows', () => {
    expect(client.state.event).toMatchObject({
      code: 'NOVA95',
      view: 'groves',
      announcement: 'Welcome back',
      spotlight: { by: 'best' },
      calm: true,
      reactions: true,
    });
    const own = casts.filter(({ participant_id }) => wizards.some(({ id }) => id === participant_id));
    expect([server.code, client.state.learning, client.state.counts.casts]).toEqual(['NOVA95', false, own.length]);
    expect(client.state.books.list.map(({ name, archived }) => [name, archived])).toEqual([
      ['First spells', false],
      ['Copy of tonight', true],
    ]);
    expect(client.state.spells.map(({ name }) => name)).toEqual([
      'Ember',
      'Tide',
      'Gale',
      'Bloom',
      'Spark',
      'Veil Two',
    ]);
  });

  test('keeps the run of show and its rounds', () => {
    const { steps, removed, current } = client.state.runOfShow;
    expect(steps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['lobby', 'teach', 'train', 'round', 'groves', 'podium']),
    );
    expect(steps.find(({ id }) => id === current)).toMatchObject({ title: 'Warm up', seconds: 20, challenge: 'order' });
    expect(steps.at(-1)).toMatchObject({ kind: 'note', title: 'Thank you' }); // new events end with `thanks` instead
    expect(removed.map(({ title }) => title)).toEqual(['Drink water']);
    expect(client.state.rounds.map(({ kind, undone, pauses }) => [kind, undone, pauses.length])).toEqual([
      ['order', false, 1],
      ['free', true, 0],
    ]);
  });

  test('keeps participants with names, groves and points', async () => {
    const listed = await client.ask<ConsoleParticipant[]>('participants:list', {});
    expect(new Map(listed.map(({ id, grove, nickname, hidden }) => [id, { grove, nickname, hidden }]))).toEqual(
      new Map(
        wizards.map(({ id, house, nickname, shown_name, hidden }) => [
          id,
          { grove: house, nickname: shown_name ?? nickname, hidden },
        ]),
      ),
    );
    expect(listed.find(({ id }) => id === otter?.id)?.points).toBe(602); // of 1000 today, 54 of 100 at that time
    const csv = await (await routesOf({ ...server, owner: server.owner }).get('/api/results.csv')).text();
    const [first] = parse<Record<string, string>>(csv, { bom: true, columns: true });
    expect(first).toMatchObject({ name: 'Quiet Otter', grove: 'ash', points: '602', 'round 1 Ember': '602' });
  });

  test('admits known wands, with all their casts', async () => {
    const wand = connectWand(server, { key: WAND_KEY, profile: { ...profile, nickname: 'Quiet Otter' } });
    const { participant } = await nextMessage<Welcome>(wand, 'wand:welcomed');
    expect([participant.id, participant.grove]).toEqual([otter?.id, otter?.house]);
    const own = casts.filter(({ participant_id }) => participant_id === otter?.id);
    const listed = await answer<ListedCast[]>(wand, 'casts:list', { after: null, limit: 500 });
    expect(listed.map(({ castId }) => castId).sort()).toEqual(own.map(({ id }) => id).sort());
    const [one] = own;
    const [fetched] = unpackFetchedCasts(await answer<FetchedCasts>(wand, 'casts:fetch', { castIds: [one?.id] }));
    expect(Buffer.from(fetched?.samples ?? []).toString('hex')).toBe(one?.samples.slice(2)); // without the prefix \x
    wand.disconnect();
  });

  test('still refuses deleted casts and participants', async () => {
    expect(await connectionResult(connectWand(server, { key: FORGOTTEN_KEY }), 'wand:welcomed')).toBe(
      'participant-forgotten',
    );
    expect(await server.query('SELECT 1 FROM deleted_casts')).toHaveLength(1);
  });

  test('keeps recognized spells and labels', async () => {
    const castIds = casts.map(({ id }) => id).slice(0, 60);
    const shown = await client.ask<CastPicture[]>('casts:show', { castIds });
    expect(shown.map(({ castId, recognized, spell }) => [castId, recognized, spell])).toEqual(
      casts.map(({ id, recognised_id, spell_id }) => [id, recognised_id, spell_id]),
    );
    expect(shown.map(({ orientation }) => orientation?.flipped ?? null)).toEqual(casts.map(({ flipped }) => flipped));
    const labels = stored<{ cast_id: string; spell_id: string | null }>('verdicts');
    expect(shown.flatMap(({ castId, label }) => (label === null ? [] : [[castId, label.spell]])).sort()).toEqual(
      labels.map(({ cast_id, spell_id }) => [cast_id, spell_id]).sort(),
    );
    const history = stored<{ verdict: string }>('labels').map(({ verdict }) => verdict);
    const kinds = await server.query<{ kind: string }>('SELECT kind FROM labels ORDER BY id');
    expect(kinds.map(({ kind }) => kind)).toEqual(history);
  });

  test('is ready for the label queue with all casts', async () => {
    const columns = 'cast_id, event_id, state, priority, model_id, taught_id, taught_by';
    const [difference] = await server.query(
      `SELECT (SELECT count(*)::int FROM label_states) AS casts,
         (SELECT sum(casts)::int FROM label_state_counts) AS counted,
         (SELECT count(*)::int FROM (
           SELECT ${columns} FROM label_states EXCEPT SELECT ${columns} FROM derived_label_states) AS kept) AS wrong,
         (SELECT count(*)::int FROM (
           SELECT ${columns} FROM derived_label_states EXCEPT SELECT ${columns} FROM label_states) AS derived) AS missing`,
    );
    expect(difference).toEqual({ casts: casts.length, counted: casts.length, wrong: 0, missing: 0 });
  });

  test('keeps the trained model with its report, but recognizes with the starter model until a new one is trained', async () => {
    const old = client.state.models.find(({ version }) => version === 2);
    expect(old).toMatchObject({ kind: 'rocket', spells: ['ember', 'tide'] });
    expect(old).toMatchObject({ casts: 18, people: 3, dataset: { name: 'First lessons' } });
    const report = await client.ask<ModelReport>('model:inspect', { modelId: old?.id });
    expect(report.judged).toHaveLength(18);
    for (const { recognized, confidence } of report.judged) {
      expect([0, 1]).toContain(recognized);
      expect(confidence).toBeGreaterThan(0);
    }
    expect(client.state.model?.id).not.toBe(old?.id);
    expect(client.state.models.find(({ id }) => id === client.state.model?.id)).toMatchObject({ origin: 'starter' });
    const warnings = server.log.filter(({ msg }) => String(msg).includes('model'));
    expect(warnings).toMatchObject([
      { model: old?.id, error: expect.stringContaining('must be trained again') as string },
    ]);
    expect(await client.refusal('model:activate', { modelId: old?.id, acceptOtherSpells: true })).toBe(
      'model-unreadable',
    );
  });

  test('stores the starter model of this version once, although one of an earlier version is there', async () => {
    const starters = (): Promise<{ id: string }[]> =>
      server.query("SELECT id FROM models WHERE origin = 'starter' AND (card->>'preprocessing')::int = $1", [
        PREPROCESSING_VERSION,
      ]);
    expect(await starters()).toHaveLength(1);
    const again = await startTestServer({ databaseUrl: postgres.url });
    expect(again.log.filter(({ msg }) => String(msg).includes('model'))).toEqual([]);
    await again.remove();
    expect(await starters()).toHaveLength(1);
  });

  test('keeps datasets, imports and preflight reports', () => {
    expect(client.state.datasets).toMatchObject([{ name: 'First lessons', casts: 18, note: 'by three wizards' }]);
    expect(client.state.import).toMatchObject({ name: 'given-up.ndjson', state: { stage: 'canceled' } });
    expect(client.state.preflights).toMatchObject([{ device: 'iPhone, Safari 18', flipped: true }]);
  });

  test('knows which casts its imports stored', async () => {
    const imports = await client.ask<PastImport[]>('import:list', {});
    expect(imports).toMatchObject([{ name: 'letters.ndjson', stage: 'stored', casts: 4, removed: null }]);
    const { events } = await client.ask<EventPage>('event:list', { before: null, limit: 1 });
    expect(events).toMatchObject([
      {
        people: wizards.length,
        casts: casts.length - 4,
        imported: { people: people.length - wizards.length, casts: 4 },
      },
    ]);
  });

  test('accepts its stage links', async () => {
    const stage = connect(server, '/stage', { token: STAGE_TOKEN });
    expect(await connectionResult(stage, 'stage:welcomed')).toBe('welcomed');
    stage.disconnect();
  });
});
