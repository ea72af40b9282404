import type {
  CastPicture,
  ModelInfo,
  ModelReport,
  ModelSummary,
  Readiness,
  Spell,
  StageSnapshot,
  TrainingEnd,
  TrainingProgress,
} from '@wandcast/protocol';
import { starterSpellbook } from '@wandcast/gesture';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { connect, connectWand, nextMessage, tokenOf } from '../../support/test-server.js';
import { castAll, casts, openConsole, openRoom } from '../../support/console-client.js';
import { delayDuring } from '../../support/event-loop-delay.js';

/** A glyph that is none of the starter spells. */
const HOOK = 'M20 80 L20 20 L70 20 L70 50';
const NOBODY = '00000000-0000-4000-8000-000000000000';

const room = openRoom();

const knows = (spell: string) => (model: ModelInfo | null) => model?.spells.some((id) => id === spell) ?? false;
const glyphOf = (id: string): string => starterSpellbook.find((spell) => spell.id === id)?.glyph ?? '';

describe('a glyph', () => {
  test('that was just drawn is recognized from people who taught no cast', async () => {
    const live = room.client.waitForMessage('model:changed', knows('hook'));
    const began = performance.now();
    const stages: string[] = [];
    const note = (progress: TrainingProgress | null): void => {
      const stage = `${progress?.stage ?? 'nothing'} from ${Math.round(performance.now() - began)} ms`;
      if (stages.at(-1)?.split(' ')[0] !== progress?.stage) stages.push(stage);
    };
    room.client.socket.on('training:progressed', note);
    await room.client.ask<Spell>('spell:create', { name: 'Hook', hue: 'veil', glyph: HOOK });
    expect(await live).toMatchObject({ accuracy: null });
    room.client.socket.off('training:progressed', note);
    console.info(`castable ${Math.round(performance.now() - began)} ms after it was drawn (${stages.join(', ')})`);
    const stored = await castAll(room.server, casts(HOOK, 4, 5, 11)); // by the first model; the final one takes longer
    expect(stored.filter(({ recognition }) => recognition?.spell === 'hook').length).toBeGreaterThan(14);
  });

  test('whose spell is removed leaves the model, and returns when the spell is restored', async () => {
    const without = room.client.waitForMessage('model:changed', (model) => !knows('hook')(model));
    const gone = room.client.waitForMessage('removed:changed');
    await room.client.ask('spell:remove', { spellId: 'hook' });
    expect((await gone).map(({ id }) => id)).toEqual(['hook']);
    await without;
    const back = room.client.waitForMessage('model:changed', knows('hook'));
    await room.client.ask('spell:restore', { spellId: 'hook' });
    await back;
    expect(await room.client.refusal('spell:restore', { spellId: 'hook' })).toBe('spell-unknown');
    expect(await room.client.refusal('spell:draw', { spellId: 'hook', glyph: 'no path' })).toBe('glyph-unreadable');
  });
});

describe('a training', () => {
  let trained: ModelSummary;

  test('reports the missing casts while the room teaches', async () => {
    const needs = (id: string) => (list: readonly Readiness[]) => list.find(({ spell }) => spell === id)?.needs;
    expect(needs('tide')(room.client.state.readiness)).toBe('Tide already works; 3 teachers would make it better');
    const few = room.client.waitForMessage(
      'readiness:changed',
      (list) => needs('tide')(list)?.startsWith('Tide needs') ?? false,
    );
    await castAll(room.server, casts(glyphOf('tide'), 1, 1, 21), { intent: 'teach', spell: 'tide' });
    expect(needs('tide')(await few)).toBe('Tide needs 4 more casts from 2 more people');
    const ready = room.client.waitForMessage(
      'readiness:changed',
      (list) => list.filter(({ state }) => state === 'ready').length === 2,
    );
    for (const spell of ['ember', 'tide'])
      await castAll(room.server, casts(glyphOf(spell), 4, 4, 22), { intent: 'teach', spell });
    expect((await ready).filter(({ needs: missing }) => missing === null)).toHaveLength(2);
  });

  test('reports progress to everyone and ends with an active model', async () => {
    const wand = connectWand(room.server);
    const stage = connect(room.server, '/stage', { token: tokenOf(room.server.links.stage) });
    await Promise.all([nextMessage(wand, 'wand:welcomed'), nextMessage(stage, 'stage:welcomed')]);
    // Without glyphs nothing is simulated, so training on taught casts alone is fast.
    for (const { id } of [...room.client.state.spells, { id: 'hook' }])
      await room.client.ask('spell:draw', { spellId: id, glyph: null });
    const seen: TrainingProgress[] = [];
    stage.on('training:progressed', (progress: TrainingProgress | null) => {
      if (progress !== null) seen.push(progress);
    });
    const taught = room.client.waitForMessage('training:ended', ({ origin }) => origin === 'taught');
    const queued = await room.client.ask<TrainingProgress>('model:train', { kind: 'rocket' });
    expect(queued).toMatchObject({ origin: 'taught', kind: 'rocket', done: 0 });
    expect(await room.client.refusal('model:train', { kind: 'rocket' })).toBe('training-busy');
    const late = await openConsole(room.server);
    expect(late.state.training?.id).toBe(queued.id);
    late.socket.disconnect();
    let end: TrainingEnd | undefined;
    const delay = await delayDuring(async () => (end = await taught));
    console.info(`event loop delay during the training: p99 ${delay.p99} ms, max ${delay.max} ms`);
    expect(end).toMatchObject({ origin: 'taught', outcome: 'done', failure: null });
    const own = seen.filter(({ id }) => id === queued.id).map(({ done }) => done);
    expect(own.length).toBeGreaterThan(3);
    expect(own).toEqual([...own].sort((a, b) => a - b));
    const after = await openConsole(room.server);
    after.socket.disconnect();
    const [model] = after.state.models;
    expect(after.state.training).toBeNull();
    const learnt = { casts: 33, people: 9, simulatedCasts: 0, spells: ['ember', 'tide'] };
    expect(model).toMatchObject({ id: end?.modelId, origin: 'taught', ...learnt });
    expect(model?.confusion?.flat().reduce((sum, count) => sum + count)).toBe(33);
    expect(model?.baselines?.nearest).toBeGreaterThan(0.5);
    expect(after.state.models.map(({ version }) => version)).toEqual(
      after.state.models.map((_, i, all) => all.length - i), // no gaps: a first model gets no version of its own
    );
    expect(after.state.model?.id).toBe(end?.modelId);
    if (model === undefined) throw new Error('there is no model');
    trained = model;
    const shown = connect(room.server, '/stage', { token: tokenOf(room.server.links.stage) });
    const { report } = await nextMessage<StageSnapshot>(shown, 'stage:welcomed');
    expect(report?.model.id).toBe(model.id);
    for (const page of [wand, stage, shown]) page.disconnect();
  });

  test('lists held-out predictions, whose casts can be shown as sketches', async () => {
    const report = await room.client.ask<ModelReport>('model:inspect', { modelId: trained.id });
    expect(report.judged).toHaveLength(33);
    const castIds = report.judged.slice(0, 3).map(({ castId }) => castId);
    const pictures = await room.client.ask<CastPicture[]>('casts:show', { castIds: [...castIds, await strangeCast()] });
    expect(pictures.map(({ castId }) => castId)).toEqual(castIds);
    expect(pictures.every(({ nickname }) => nickname.startsWith('Quiet Otter'))).toBe(true);
    expect(pictures.every(({ sketch }) => sketch.every((value) => value >= 0 && value <= 100))).toBe(true);
  });

  test('can be canceled from the console', async () => {
    const { id } = await room.client.ask<TrainingProgress>('model:train', { kind: 'cnn2018' });
    const end = room.client.trainingEnd(id);
    await room.client.waitForMessage(
      'training:progressed',
      (progress) => progress?.id === id && progress.stage !== 'queued',
    );
    const asked = performance.now();
    await room.client.ask('training:cancel', { trainingId: id });
    expect(await end).toMatchObject({ outcome: 'canceled', modelId: null });
    console.info(`stopped ${Math.round(performance.now() - asked)} ms after it was canceled`);
    const after = await openConsole(room.server);
    after.socket.disconnect();
    expect(after.state).toMatchObject({ training: null, model: { id: trained.id } }); // as before the request
    expect(after.state.models[0]?.id).toBe(trained.id);
    expect(await room.client.refusal('training:cancel', { trainingId: id })).toBe('training-unknown');
  });

  test('applies a changed threshold at once: first nothing is recognized, then everything', async () => {
    const starter = await room.client.ask<ModelInfo>('model:activate', {
      modelId: room.client.state.models.at(-1)?.id,
      acceptOtherSpells: true,
    });
    const ask = (threshold: number) =>
      room.client.ask<ModelSummary>('model:threshold', { modelId: starter.id, threshold });
    const recognizedSpells = async (): Promise<(string | null)[]> => {
      const stored = await castAll(room.server, casts(HOOK, 1, 2, 31)); // none of its spells
      return stored.map(({ recognition }) => recognition?.spell ?? null);
    };
    const changed = room.client.waitForMessage('model:changed', (model) => model?.threshold === 1);
    expect(await ask(1)).toMatchObject({ id: starter.id, threshold: 1 });
    await changed;
    expect(await recognizedSpells()).toEqual([null, null]);
    await ask(0);
    expect(await recognizedSpells()).not.toContain(null);
    await ask(starter.threshold);
    await room.client.ask('model:activate', { modelId: trained.id, acceptOtherSpells: true });
  });

  describe('as a file', () => {
    const headers = (token = room.server.owner) => ({ Authorization: `Bearer ${token}` });
    const url = (id = ''): string => new URL(`${room.client.state.modelsUrl}${id && `/${id}`}`, room.server.url).href;
    const send = async (body: Uint8Array): Promise<[number, { code?: string } & Partial<ModelSummary>]> => {
      const response = await fetch(url(), { method: 'POST', headers: headers(), body: new Uint8Array(body) });
      return [response.status, (await response.json()) as never];
    };
    let file: Uint8Array;

    test('is imported as a model with identical predictions', async () => {
      file = new Uint8Array(await (await fetch(url(trained.id), { headers: headers() })).arrayBuffer());
      const [status, imported] = await send(file);
      expect(status).toBe(201);
      expect(imported).toMatchObject({
        activatedAt: null,
        note: '',
        origin: 'file',
        spells: trained.spells,
        fingerprint: trained.fingerprint,
      });
      const hands = casts(HOOK, 2, 2, 41);
      const before = await castAll(room.server, hands);
      await room.client.ask<ModelInfo>('model:activate', { modelId: imported.id, acceptOtherSpells: true });
      const after = await castAll(room.server, hands);
      expect(after.map(({ recognition }) => recognition?.probabilities)).toEqual(
        before.map(({ recognition }) => recognition?.probabilities),
      );
      expect(after[0]?.recognition?.modelId).toBe(imported.id);
      const back = { modelId: trained.id, acceptOtherSpells: true };
      expect(await room.client.ask<ModelInfo>('model:activate', back)).toMatchObject({ id: trained.id });
    });

    test('is rejected if it is no model, has another format or is damaged', async () => {
      const files = unzipSync(file);
      const weights = Object.keys(files).find((name) => name.endsWith('weights.bin') && files[name]?.length) ?? '';
      const card = JSON.parse(strFromU8(files['card.json'] ?? new Uint8Array())) as { card: object };
      const bent = (change: Record<string, Uint8Array>) => zipSync({ ...files, ...change }, { level: 0 });
      const other = strToU8(JSON.stringify({ ...card, card: { ...card.card, format: 1 } }));
      const bad = [
        strToU8('no zip'),
        bent({ [weights]: (files[weights] ?? new Uint8Array()).map((byte, i) => (i === 0 ? byte ^ 1 : byte)) }),
        bent({ 'card.json': other }),
        bent({ '../escape': strToU8('x') }),
      ];
      for (const one of bad)
        expect((await send(one)).map((part, i) => (i === 0 ? part : (part as { code: string }).code))).toEqual([
          422,
          'model-unreadable',
        ]);
    });

    test('requires a console account', async () => {
      const answers = await Promise.all([
        fetch(url(trained.id)),
        fetch(url(trained.id), { headers: headers(tokenOf(room.server.links.stage)) }),
        fetch(url(), { method: 'POST', body: 'x' }),
        fetch(url(NOBODY), { headers: headers() }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 404]);
    });
  });

  test('rejects unknown models and trainings', async () => {
    const refusals = await Promise.all([
      room.client.refusal('model:activate', { modelId: NOBODY }),
      room.client.refusal('model:threshold', { modelId: NOBODY, threshold: 0.5 }),
      room.client.refusal('model:inspect', { modelId: NOBODY }),
      room.client.refusal('training:cancel', { trainingId: NOBODY }),
    ]);
    expect(refusals).toEqual(['model-unknown', 'model-unknown', 'model-unknown', 'training-unknown']);
  });
});

/** A cast of another event. */
async function strangeCast(): Promise<string> {
  const [cast] = await room.server.query<{ id: string }>(
    `INSERT INTO casts SELECT gen_random_uuid(), gen_random_uuid(), participant_id, intent, spell_id, source, started_at,
     received_at, duration_ms, rate_hz, max_gap_ms, channels, count, checksum, samples, model_id, recognized_id, probabilities
     FROM casts LIMIT 1 RETURNING id`,
  );
  return cast?.id.replace(/^(.{14})./, '$17') ?? '';
}
