import { parse } from 'csv-parse/sync';
import type { CutCast, EventDetails, EventPage, StageSnapshot, Summary } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedEvent, oddNames } from '../../support/played-event.js';
import { connect, nextMessage, startTestServer, tokenOf, type TestServer } from '../../support/test-server.js';
import { routesOf } from '../../support/cast-files.js';
import { openConsole } from '../../support/console-client.js';

const AT = Date.UTC(2026, 10, 25, 18, 0);
let server: TestServer;
let names: string[];
let link: string;

beforeAll(async () => {
  server = await startTestServer();
  link = server.links.summary;
  names = await seedEvent(server, {
    ...{ people: 24, taught: 120, free: 200, at: AT, models: [0.74, 0.86] },
    rounds: [
      { kind: 'order', spell: 1 },
      { kind: 'fastest', spell: 2 },
      { kind: 'order', spell: 4, undone: true },
      { kind: 'free', spell: null },
    ],
  });
});
afterAll(() => server.remove());

const csv = (address = '/api/results.csv'): Promise<Response> => routesOf(server).get(address);
const summary = async (address = link): Promise<Summary> => {
  const { searchParams } = new URL(address);
  const response = await fetch(`${server.url}/api/summary?${searchParams.toString()}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Summary;
};
type Line = Record<string, string>;
const linesOf = async (response: Response): Promise<Line[]> =>
  parse(Buffer.from(await response.arrayBuffer()), { bom: true, columns: true });

describe('[W1] the results as CSV', () => {
  test('have one row per person with the stored figures', async () => {
    const response = await csv();
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain(`wandcast-${server.code.toLowerCase()}-results.csv`);
    const lines = await linesOf(response);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      ...['rank', 'name', 'grove', 'points', 'round 1 Tide', 'round 2 Gale fastest', 'round 4 free'],
      ...['casts', 'understood %', 'best streak', 'taught'],
    ]);
    const stored = await server.query<{
      nickname: string;
      grove: string;
      casts: string;
      heard: string;
      taught: string;
    }>(`
      SELECT p.nickname, p.grove, count(c.id) FILTER (WHERE c.intent = 'cast') AS casts,
        count(c.id) FILTER (WHERE c.intent = 'cast' AND c.recognized_id IS NOT NULL) AS heard,
        count(c.id) FILTER (WHERE c.intent = 'teach') AS taught
      FROM participants p LEFT JOIN casts c ON c.participant_id = p.id GROUP BY p.id`);
    expect(lines).toHaveLength(stored.length);
    for (const { nickname, grove, casts, heard, taught } of stored) {
      const line = lines.find(({ name }) => name?.replace(/^'/, '') === nickname);
      const understood = casts === '0' ? '' : `${Math.round((100 * Number(heard)) / Number(casts))}`;
      expect(line).toMatchObject({ grove: grove, casts, taught, 'understood %': understood });
    }
  });

  test('are ordered by rank, and the rounds add up to the points', async () => {
    const lines = await linesOf(await csv());
    for (const line of lines) {
      const rounds = Object.entries(line).filter(([column]) => column.startsWith('round '));
      expect(rounds.reduce((sum, [, points]) => sum + Number(points), 0)).toBe(Number(line['points']));
      expect(line['rank'] === '').toBe(line['points'] === '0');
      expect(rounds.filter(([, points]) => points !== '').length).toBeGreaterThanOrEqual(Number(line['best streak']));
    }
    const points = lines.map((line) => Number(line['points']));
    expect(points).toEqual([...points].sort((a, b) => b - a));
    expect(lines[0]?.['rank']).toBe('1');
    expect(Math.max(...lines.map((line) => Number(line['best streak'])))).toBe(3);
  });

  test('escape formulas and keep every character of a name', async () => {
    const response = await csv();
    const text = await response.text();
    const found = parse<Line>(text, { bom: true, columns: true }).map(({ name }) => name);
    expect(found).toEqual(expect.arrayContaining(["'=SUM(A1:A9)", "'+41 79", "'-2+3", "'@here", ...oddNames.slice(4)]));
    expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
    expect(Buffer.from(await (await csv()).arrayBuffer()).subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
  });

  test('leave out hidden and banned people, and the others move up', async () => {
    const before = await linesOf(await csv());
    const [first, second] = before.map(({ name }) => name?.replace(/^'/, ''));
    await server.query('UPDATE participants SET hidden = true WHERE nickname = $1', [first]);
    await server.query(`UPDATE participants SET removal = 'banned' WHERE nickname = $1`, [second]);
    const after = await linesOf(await csv());
    expect(after).toHaveLength(before.length - 2);
    expect(after[0]).toMatchObject({ rank: '1', name: before[2]?.['name'] });
    await server.query(`UPDATE participants SET hidden = false, removal = 'no'`);
  });

  test('show the public name', async () => {
    await server.query(`UPDATE participants SET display_name = 'Gentle Newt' WHERE nickname = $1`, [names[9]]);
    const found = (await linesOf(await csv())).map(({ name }) => name);
    expect(found).toContain('Gentle Newt');
    expect(found).not.toContain(names[9]);
    await server.query('UPDATE participants SET display_name = NULL');
  });

  test('require a console account and an existing event', async () => {
    expect((await fetch(`${server.url}/api/results.csv`)).status).toBe(401);
    expect((await csv('/api/results.csv?event=NONE99')).status).toBe(404);
    expect((await csv('/api/results.csv?event=!')).status).toBe(400);
  });
});

describe('[W2] the summary', () => {
  test('is anonymous: it contains no name and no id of a person or a cast', async () => {
    const whole = await summary();
    const ids = await server.query<{ id: string }>('SELECT id FROM participants UNION ALL SELECT id FROM casts');
    const secret = new Set([...names, ...ids.map(({ id }) => id)]);
    const strings = leaves(whole).filter((leaf) => typeof leaf === 'string');
    expect(strings.length).toBeGreaterThan(50);
    for (const text of strings) {
      expect(secret.has(text)).toBe(false);
      for (const name of names) expect(text).not.toContain(name);
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/i);
    }
    for (const place of whole.podium)
      expect(Object.keys(place).sort()).toEqual(['grove', 'metal', 'points', 'rank', 'seal', 'sigil', 'spell']);
  });

  test('has the stored figures', async () => {
    const whole = await summary();
    const [stored] = await server.query<Record<string, number>>(`
      SELECT count(*)::int AS casts, count(*) FILTER (WHERE intent = 'teach')::int AS taught,
        count(*) FILTER (WHERE intent = 'cast')::int AS predicted,
        count(*) FILTER (WHERE intent = 'cast' AND recognized_id IS NULL)::int AS fizzled FROM casts`);
    expect(whole).toMatchObject({ title: 'Wandcast', people: 24, ...stored });
    const { times, favorite, models, rounds, groves, podium } = whole;
    const all = [...(times?.taught ?? []), ...(times?.others ?? [])].reduce((sum, n) => sum + n, 0);
    expect(all + (times?.outside ?? 0)).toBe(whole.casts);
    const [most] = await server.query<{ spell: string; casts: number }>(`
      SELECT recognized_id AS spell, count(*)::int AS casts FROM casts WHERE intent = 'cast' AND recognized_id IS NOT NULL
      GROUP BY 1 ORDER BY 2 DESC LIMIT 1`);
    expect(favorite).toEqual(most);
    expect(models.map(({ accuracy }) => accuracy)).toEqual([0.74, 0.86]);
    expect(rounds.map(({ number, kind }) => `${number} ${kind}`)).toEqual(['1 order', '2 fastest', '4 free']);
    expect(groves).toHaveLength(4);
    expect(podium.map(({ seal }) => seal.length)).toEqual([72, 72, 72]);
    const lines = await linesOf(await csv());
    expect(podium.map(({ points }) => `${points}`)).toEqual(lines.slice(0, 3).map((line) => line['points']));
    for (const { hit, number } of rounds)
      expect(lines.filter((line) => Object.entries(line).some(([key, points]) => key.startsWith(`round ${number} `) && points !== ''))).toHaveLength(hit); // prettier-ignore
    expect(groves.reduce((sum, { points }) => sum + points, 0)).toBe(
      lines.reduce((sum, line) => sum + Number(line['points']), 0),
    );
  });

  test('and the results agree with the stage’s leaderboard after a restart', async () => {
    server = await server.restart();
    const stage = connect(server, '/stage', { token: tokenOf(server.links.stage) });
    const { board } = await nextMessage<StageSnapshot>(stage, 'stage:welcomed');
    stage.disconnect();
    const [whole, lines] = [await summary(), await linesOf(await csv())];
    expect(board.rows).toHaveLength(10);
    expect(lines.slice(0, 10).map(({ rank, name, points }) => [rank, name?.replace(/^'/, ''), points])).toEqual(
      board.rows.map(({ rank, nickname, points }) => [`${rank}`, nickname, `${points}`]),
    );
    const { podium, groves } = board;
    expect(podium).toMatchObject(whole.podium);
    expect(groves).toMatchObject(whole.groves);
    expect(new URL(server.links.summary).search).toBe(new URL(link).search);
  });

  test('[W3] has the accuracy of spells that a round requested or a moderator labeled', async () => {
    const [tide, ...others] = (await summary()).accuracy;
    expect(others.map(({ spell }) => spell)).toEqual(['gale']);
    const counts = (from: string): Promise<Record<string, number>[]> =>
      server.query(`SELECT count(*)::int AS asked, count(*) FILTER (WHERE recognized_id = 'tide')::int AS right,
        count(*) FILTER (WHERE recognized_id IS NULL)::int AS fizzled FROM casts WHERE ${from}`);
    const ofRound = `intent = 'cast' AND began_at BETWEEN (SELECT starts_at FROM rounds WHERE number = 1)
      AND (SELECT ends_at FROM rounds WHERE number = 1)`;
    expect(tide).toMatchObject({ spell: 'tide', ...(await counts(ofRound))[0] });
    const [free] = await server.query<{ id: string; event_id: string; participant_id: string; heard: string }>(`
      SELECT c.id, c.event_id, c.participant_id, c.recognized_id AS heard FROM casts c WHERE intent = 'cast'
      AND recognized_id = 'veil' AND NOT EXISTS (SELECT FROM rounds WHERE c.began_at BETWEEN starts_at AND ends_at) LIMIT 1`);
    await server.query(
      `INSERT INTO current_labels (cast_id, label_id, spell_id, event_id, participant_id, created_at) VALUES ($1, 1, 'veil', $2, $3, now())`,
      [free?.id, free?.event_id, free?.participant_id],
    );
    await expect
      .poll(async () => (await summary()).accuracy.find(({ spell }) => spell === 'veil'))
      .toEqual({
        ...{ spell: 'veil', asked: 1, right: 1, fizzled: 0, mistaken: null },
      });
    await server.query('DELETE FROM current_labels');
    await expect.poll(async () => (await summary()).accuracy).toHaveLength(2);
  });

  test('[W3] keeps the spell of the round if a cast is trimmed twice, and loses it if the cast is split', async () => {
    const console = await openConsole(server);
    const casts = await server.query<{ id: string }>(
      `SELECT id FROM casts WHERE intent = 'cast' AND recognized_id = 'tide' AND duration_ms > 900 AND began_at BETWEEN
        (SELECT starts_at FROM rounds WHERE number = 1) AND (SELECT ends_at FROM rounds WHERE number = 1) LIMIT 2`,
    );
    const [trimmed, divided] = casts.map(({ id }) => id);
    const asked = async () => (await summary()).accuracy.find(({ spell }) => spell === 'tide')?.asked ?? 0;
    const whole = await asked();
    const part = await console.ask<CutCast>('cast:trim', { castId: trimmed, fromMs: 50, untilMs: 850 });
    await console.ask<CutCast>('cast:trim', { castId: part.partIds[0], fromMs: 50, untilMs: 700 });
    await server.query('UPDATE casts SET model_id = (SELECT model_id FROM casts WHERE id = $1) WHERE original_id IS NOT NULL', [trimmed]); // prettier-ignore
    await expect.poll(asked).toBe(whole);
    const { events } = await console.ask<EventPage>('event:list', { before: null, limit: 1 });
    const details = await console.ask<EventDetails>('event:show', { eventId: events[0]?.id });
    expect(details.accuracy.find(({ spell }) => spell === 'tide')?.asked).toBe(whole);
    const halves = await console.ask<CutCast>('cast:split', { castId: divided, atMs: 450, keepsLabel: false });
    expect(halves.partIds).toHaveLength(2);
    await expect.poll(asked).toBe(whole - 1);
    for (const castId of [trimmed, divided]) await console.ask('cast:restore', { castId });
    await expect.poll(asked).toBe(whole);
    console.socket.disconnect();
  });

  test('opens only with its own link', async () => {
    for (const token of ['', 'x', new URL(server.links.stage).searchParams.get('token') ?? ''])
      expect((await fetch(`${server.url}/api/summary?token=${token}`)).status).toBe(401);
    expect((await fetch(`${server.url}/api/summary`)).status).toBe(401);
    expect((await fetch(`${server.url}/summary`)).headers.get('content-type')).toContain('text/html');
  });

  test('and the results stay the same after the next event has begun', async () => {
    const [before, lines] = [await summary(), await linesOf(await csv())];
    const earlier = server.code;
    const client = await openConsole(server);
    await client.ask('event:begin', { after: earlier, title: 'The next one', bookId: client.state.books.current });
    client.socket.disconnect();
    expect(await summary()).toEqual(before);
    expect(await linesOf(await csv(`/api/results.csv?event=${earlier}`))).toEqual(lines);
    expect(await linesOf(await csv())).toEqual([]);
    const next = await summary(server.links.summary);
    expect(next).toMatchObject({ title: 'The next one', casts: 0, people: 0, times: null, hardest: null, rounds: [] });
    expect(next.podium).toEqual([]);
  });
});

function leaves(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.values(value).flatMap(leaves);
}
