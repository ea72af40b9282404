import { starterSpellbook } from '@wandcast/gesture';
import type {
  AuditLine,
  CastId,
  CastPicture,
  CutCast,
  Dataset,
  ListedEvent,
  QueueState,
  Summary,
} from '@wandcast/protocol';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { routesOf } from '../../support/cast-files.js';
import { castAll, casts, openConsole, openRoom } from '../../support/console-client.js';

const glyphs = new Map(starterSpellbook.map(({ id, glyph }) => [id as string, glyph]));
const room = openRoom();

interface Row {
  readonly id: CastId;
  readonly participant_id: string;
  readonly intent: string;
  readonly spell_id: string | null;
  readonly started_at: Date;
  readonly received_at: Date;
  readonly duration_ms: number;
  readonly count: number;
  readonly recognized_id: string | null;
  readonly model_id: string | null;
  readonly original_id: string | null;
  readonly label: string | null;
  readonly labeled_by: string | null;
}
const ROWS = `SELECT c.*, l.spell_id AS label, l.member_id AS labeled_by FROM casts c
  LEFT JOIN current_labels l ON l.cast_id = c.id`;
const row = async (id: string | undefined): Promise<Row> => {
  const [found] = await room.server.query<Row>(`${ROWS} WHERE c.id = $1`, [id]);
  if (found === undefined) throw new Error('no such cast');
  return found;
};
/** Casts one glyph once. */
async function cast(glyph: string, intent: 'teach' | 'cast', seed: number): Promise<Row> {
  const change = intent === 'teach' ? { intent, spell: glyph } : {};
  const [stored] = await castAll(room.server, casts(glyphs.get(glyph) ?? '', 1, 1, seed), change);
  return row(stored?.castId);
}
const trim = (castId: string, fromMs: number, untilMs: number) =>
  room.client.ask<CutCast>('cast:trim', { castId, fromMs, untilMs });
const queueState = () => room.client.ask<QueueState>('queue:show', {});
const readiness = async (spell: string) => {
  const { socket, state } = await openConsole(room.server);
  socket.disconnect();
  return state.readiness.find((one) => one.spell === spell)?.casts;
};
const figures = async () => {
  const { events } = await room.client.ask<{ events: ListedEvent[] }>('event:list', { before: null, limit: 1 });
  const summary = await fetch(`${room.server.url}/api/summary${new URL(room.server.links.summary).search}`);
  const { casts: summed, taught, fizzled } = (await summary.json()) as Summary;
  const results = await (await routesOf(room.server).get('/api/results.csv')).text();
  return {
    listed: events[0]?.casts,
    labeled: events[0]?.labeled,
    times: events[0]?.times,
    summed,
    taught,
    fizzled,
    results,
  };
};

describe('[T14] a trimmed cast', () => {
  test('is replaced by its part, which keeps person, time, intent and label, and is recognized again', async () => {
    const whole = await cast('ember', 'teach', 3);
    await room.client.ask('casts:label', { labels: [{ castId: whole.id, kind: 'spell', spell: 'veil' }] });
    const before = await row(whole.id);
    const replaced = room.client.waitForMessage('casts:replaced');
    const answer = await trim(whole.id, 100, whole.duration_ms - 200);
    expect(answer).toMatchObject({ castId: whole.id, nickname: 'Quiet Otter 1' });
    const part = await row(answer.partIds[0]);
    expect(await replaced).toEqual({ gone: [whole.id], shown: [part.id] });
    expect(part).toMatchObject({ participant_id: whole.participant_id, intent: 'teach', spell_id: 'ember' });
    expect(part).toMatchObject({ label: 'veil', labeled_by: before.labeled_by, original_id: whole.id });
    expect(part.received_at).toEqual(whole.received_at);
    const offsetMs = part.started_at.getTime() - whole.started_at.getTime();
    expect(offsetMs).toBeGreaterThanOrEqual(100);
    expect(offsetMs).toBeLessThan(140);
    expect(part.duration_ms).toBeLessThanOrEqual(whole.duration_ms - 300);
    expect(part.model_id).toBe(room.client.state.model?.id);
    expect(await row(whole.id)).toEqual(before);
    const pictures = await room.client.ask<CastPicture[]>('casts:show', { castIds: [whole.id, part.id] });
    expect(pictures.map(({ originalId, partIds }) => ({ originalId, partIds }))).toEqual([
      { originalId: null, partIds: [part.id] },
      { originalId: whole.id, partIds: [] },
    ]);
    await room.client.ask('cast:restore', { castId: whole.id });
  });

  test('leaves training, queue, explorer and datasets, and comes back to all of them', async () => {
    const whole = await cast('gale', 'teach', 5);
    await expect.poll(() => readiness('gale'), { timeout: 10_000 }).toBe(1);
    const { casts: all } = await queueState();
    await room.client.ask('dataset:save', { name: 'Whole', note: '', selection: { by: 'casts', castIds: [whole.id] } });
    const deletedSince = async () =>
      (await room.client.ask<Dataset[]>('dataset:list', {})).find(({ name }) => name === 'Whole')?.since.deleted;

    const { partIds: [part] } = await trim(whole.id, 0, whole.duration_ms - 100); // prettier-ignore
    await expect.poll(() => readiness('gale')).toBe(1); // the part instead of the whole
    expect((await queueState()).casts).toBe(all);
    expect(await deletedSince()).toBe(1);
    const labels = [{ castId: whole.id, kind: 'discard' }];
    expect(await room.client.ask('casts:label', { labels })).toEqual([]); // a page that does not know yet
    const taken = await room.client.ask<{ picture: CastPicture }[]>('queue:take', {
      count: 40,
      only: null,
      except: [],
    });
    const offered = taken.map(({ picture }) => picture.castId);
    expect([whole.id, part].map((id) => offered.some((one) => one === id))).toEqual([false, true]);
    await room.client.ask('queue:leave', {});

    const replaced = room.client.waitForMessage('casts:replaced');
    await room.client.ask('cast:restore', { castId: whole.id });
    expect(await replaced).toEqual({ gone: [part], shown: [whole.id] });
    expect(await deletedSince()).toBe(0);
    expect((await queueState()).casts).toBe(all);
    expect(await room.server.query('SELECT 1 FROM casts WHERE original_id IS NOT NULL')).toEqual([]);
  });

  test('changes no points and no figures of the evening', async () => {
    const whole = await cast('tide', 'cast', 7);
    await room.client.ask('casts:label', { labels: [{ castId: whole.id, kind: 'spell', spell: 'tide' }] });
    await room.server.query(
      `UPDATE casts SET recognized_id = 'tide', probabilities = '{0.9,0,0,0,0,0}',
         began_at = now() - interval '60 seconds', received_at = now() - interval '57 seconds' WHERE id = $1`,
      [whole.id],
    );
    await room.server.query(
      `INSERT INTO rounds (event_id, number, kind, spell_id, starts_at, ends_at)
       SELECT event_id, 1, 'order', 'tide', began_at - interval '1 second', began_at + interval '10 seconds' FROM casts WHERE id = $1`,
      [whole.id],
    );
    const before = await figures();
    expect(before.results).toContain('Quiet Otter 1');
    expect(before.results).toMatch(/,[1-9]\d*,/); // somebody has points
    await trim(whole.id, 200, whole.duration_ms);
    expect(await figures()).toEqual(before);
    await room.client.ask('cast:restore', { castId: whole.id });
    expect(await figures()).toEqual(before);
  });

  test('disappears with its parts when its participant deletes it', async () => {
    const whole = await cast('ember', 'cast', 9);
    const { partIds: [part] } = await trim(whole.id, 100, whole.duration_ms); // prettier-ignore
    await trim(part ?? '', 0, whole.duration_ms - 300); // a part of a part
    await room.server.query('DELETE FROM participants WHERE id = $1', [whole.participant_id]);
    expect(await room.server.query('SELECT 1 FROM casts WHERE participant_id = $1', [whole.participant_id])).toEqual(
      [],
    );
  });
});

describe('[T14] a split cast', () => {
  test('becomes two casts with its label, or two without any spell', async () => {
    for (const keepsLabel of [true, false]) {
      const whole = await cast('ember', 'teach', 11);
      await room.client.ask('casts:label', { labels: [{ castId: whole.id, kind: 'spell', spell: 'tide' }] });
      const atMs = Math.round(whole.duration_ms / 2);
      const { partIds } = await room.client.ask<CutCast>('cast:split', { castId: whole.id, atMs, keepsLabel });
      const [first, second] = await Promise.all(partIds.map(row));
      expect((first?.count ?? 0) + (second?.count ?? 0)).toBe(whole.count);
      expect([first?.spell_id, first?.label, second?.spell_id, second?.label]).toEqual(
        keepsLabel ? ['ember', 'tide', 'ember', 'tide'] : [null, null, null, null],
      );
      expect(second?.started_at.getTime()).toBeGreaterThanOrEqual(whole.started_at.getTime() + atMs);
      await room.client.ask('cast:restore', { castId: whole.id });
    }
  });
});

describe('[T14] cutting', () => {
  test('is refused if a part is too short, the cast was replaced, or it belongs to no cast of the event', async () => {
    const { client } = room;
    const { id: castId, duration_ms: durationMs } = await cast('ember', 'cast', 13);
    expect(await client.refusal('cast:trim', { castId, fromMs: 0, untilMs: 300 })).toBe('part-too-short');
    expect(await client.refusal('cast:trim', { castId, fromMs: 0, untilMs: durationMs })).toBe('part-is-whole');
    expect(await client.refusal('cast:split', { castId, atMs: durationMs - 50, keepsLabel: true })).toBe(
      'part-too-short',
    );
    expect(await client.refusal('cast:restore', { castId })).toBe('cast-not-replaced');
    expect(await client.refusal('cast:trim', { castId: v7(), fromMs: 0, untilMs: 900 })).toBe('cast-unknown');
    await trim(castId, 100, durationMs);
    expect(await client.refusal('cast:trim', { castId, fromMs: 200, untilMs: durationMs })).toBe('cast-replaced');
    await room.server.query(`UPDATE casts SET event_id = gen_random_uuid() WHERE id = $1`, [castId]);
    expect(await client.refusal('cast:restore', { castId })).toBe('cast-unknown'); // of another event
  });

  test('by two moderators at once happens once', async () => {
    const { id: castId, duration_ms: durationMs } = await cast('ember', 'cast', 17);
    const other = await openConsole(room.server);
    const answers = await Promise.all([
      room.client.refusal('cast:trim', { castId, fromMs: 100, untilMs: durationMs }),
      other.refusal('cast:split', { castId, atMs: durationMs / 2, keepsLabel: false }),
      room.client.refusal('cast:trim', { castId, fromMs: 200, untilMs: durationMs }),
    ]);
    expect(answers.sort()).toEqual(['answered', 'cast-replaced', 'cast-replaced']);
    expect(await Promise.all([1, 2].map(() => other.refusal('cast:restore', { castId })))).toContain(
      'cast-not-replaced',
    );
    other.socket.disconnect();
  });

  test('is in the activity, with whose cast it was', async () => {
    const entries = await room.client.ask<AuditLine[]>('audit:list', { before: null, limit: 40 });
    const found = ['cast:trim', 'cast:split', 'cast:restore'].map(
      (action) => entries.find((one) => one.did === action)?.facts,
    );
    for (const facts of found) expect(facts).toMatchObject({ wizard: 'Quiet Otter 1' });
  });
});
