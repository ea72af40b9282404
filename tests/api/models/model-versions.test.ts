import { samplesOf, starterSpellbook, type Signal } from '@wandcast/gesture';
import {
  MAX_MODEL_NOTE,
  MODEL_TRIES_PER_10_S,
  channelsOf,
  packSamples,
  wordsToBytes,
  type ModelInfo,
  type ModelReport,
  type ModelSummary,
  type ModelTrial,
  type Spell,
  type TrainingProgress,
} from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { castAll, casts, openConsole, openRoom } from '../../support/console-client.js';
import { openStage } from '../../support/room/stage-client.js';
import { becomeMember } from '../../support/test-server.js';

const room = openRoom();
const NOBODY = '00000000-0000-4000-8000-000000000000';
const glyphOf = (id: string): string => starterSpellbook.find((spell) => spell.id === id)?.glyph ?? '';

/** A movement as `model:try` takes it. */
function movementOf({ t, linear }: Signal, modelId?: string) {
  if (linear === undefined) throw new Error('a simulated cast has linear acceleration');
  const samples = samplesOf({ t, linear });
  const [first] = samples;
  const { channels, count, words } = packSamples(samples, channelsOf(first ?? { t: 0 }));
  return { modelId, channels, count, samples: wordsToBytes(words) };
}
const tideCast = (): Signal => casts(glyphOf('tide'), 1, 1, 8)[0]?.[0] ?? { t: new Float32Array() };

/** The listed models as another console sees them. */
async function listed(): Promise<readonly ModelSummary[]> {
  const late = await openConsole(room.server);
  late.socket.disconnect();
  return late.state.models;
}

describe('a note on a model', () => {
  test('is stored, trimmed and sent to every console', async () => {
    const modelId = room.client.state.model?.id;
    const changed = room.client.waitForMessage(
      'models:updated',
      ({ changed: [model] }) => model?.note === 'Quick hands',
    );
    const set = (note: string) => room.client.ask<ModelSummary>('model:note', { modelId, note });
    expect(await set('  Quick hands ')).toMatchObject({ id: modelId, note: 'Quick hands' });
    await changed;
    expect((await listed())[0]?.note).toBe('Quick hands');
    expect(await set('')).toMatchObject({ note: '' });
  });

  test('is for the team: no stage gets it, nor the name of the person with the worst figures', async () => {
    const modelId = room.client.state.model?.id;
    await room.client.ask<ModelSummary>('model:note', { modelId, note: 'Between us' });
    const stage = await openStage(room.server);
    stage.socket.disconnect();
    expect(stage.snapshot.report?.model.id).toBe(modelId);
    expect(JSON.stringify(stage.snapshot)).not.toMatch(/Between us|"worst"|"dataset"/);
  });

  test('is at most 500 characters long, and needs a model', async () => {
    const modelId = room.client.state.model?.id;
    const refusal = (message: object) => room.client.refusal('model:note', message);
    expect(await refusal({ modelId, note: 'x'.repeat(MAX_MODEL_NOTE + 1) })).toBe('invalid-message');
    expect(await refusal({ modelId: NOBODY, note: '' })).toBe('model-unknown');
  });
});

describe('trying a model', () => {
  test('predicts the spell without storing a cast, for viewers as well', async () => {
    const link = await room.client.ask<string>('member:invite', { role: 'viewer', note: '' });
    const viewer = await openConsole(room.server, await becomeMember(link, 'Vera'));
    const model = room.client.state.model;
    const { probabilities } = await viewer.ask<ModelTrial>('model:try', movementOf(tideCast(), model?.id));
    expect(probabilities).toHaveLength(model?.spells.length ?? 0);
    expect(model?.spells[probabilities.indexOf(Math.max(...probabilities))]).toBe('tide');
    expect(await room.server.query('SELECT id FROM casts')).toEqual([]);
    viewer.socket.disconnect();
  });

  test('refuses movements that are too long, damaged or backwards, and unknown models', async () => {
    const modelId = room.client.state.model?.id;
    const movement = movementOf(tideCast(), modelId);
    const refusal = (change: object) => room.client.refusal('model:try', { ...movement, ...change });
    expect(await refusal({ modelId: NOBODY })).toBe('model-unknown');
    expect(await refusal({ count: movement.count - 1 })).toBe('count-mismatch');
    expect(await refusal({ count: 3_001 })).toBe('invalid-message');
    expect(await refusal({ channels: 0 })).toBe('invalid-message');
    expect(await refusal({ samples: 'text' })).toBe('invalid-message');
    const backwards = { ...movement, samples: movement.samples.slice().reverse() };
    expect(await refusal(backwards)).toBe('time-backwards');
  });

  test('is limited per member', async () => {
    const link = await room.client.ask<string>('member:invite', { role: 'viewer', note: '' });
    const viewer = await openConsole(room.server, await becomeMember(link, 'Vic'));
    const movement = movementOf(tideCast(), room.client.state.model?.id);
    let answers = 0;
    let refusal = 'answered';
    while (refusal === 'answered' && answers <= MODEL_TRIES_PER_10_S) {
      refusal = await viewer.refusal('model:try', movement);
      if (refusal === 'answered') answers++;
    }
    viewer.socket.disconnect();
    expect(refusal).toBe('model-tries-limited');
    expect(answers).toBe(MODEL_TRIES_PER_10_S);
    expect(await room.client.refusal('model:try', movement)).toBe('answered'); // someone else may go on
  });
});

describe('a model with other spells than the book', () => {
  test('is activated only if the moderator accepts that', async () => {
    const starter = room.client.state.model;
    expect(await room.client.refusal('model:activate', { modelId: starter?.id })).toBe('answered'); // knows the book
    const renewed = room.client.waitForMessage('model:changed', (model) => model?.spells.length === 7);
    await room.client.ask<Spell>('spell:create', { name: 'Hook', hue: 'veil', glyph: 'M20 80 L20 20 L70 20 L70 50' });
    await renewed;
    const refused = { modelId: starter?.id };
    expect(await room.client.refusal('model:activate', refused)).toBe('model-spells-differ');
    const accepted = await room.client.ask<ModelInfo>('model:activate', { ...refused, acceptOtherSpells: true });
    expect(accepted.id).toBe(starter?.id);
  });
});

describe('the report of a training', () => {
  test('names the held-out people, and the casts that were copied between them', async () => {
    for (const spell of ['ember', 'tide', 'gale'])
      await castAll(room.server, casts(glyphOf(spell), 4, 3, 50), { intent: 'teach', spell });
    const [copied = []] = casts(glyphOf('tide'), 1, 3, 51);
    await castAll(room.server, [copied, copied], { intent: 'teach', spell: 'tide' }); // two people, the same casts
    for (const { id } of [...room.client.state.spells, { id: 'hook' }])
      await room.client.ask('spell:draw', { spellId: id, glyph: null }); // trains on taught casts alone
    const { id } = await room.client.ask<TrainingProgress>('model:train', { kind: 'rocket' });
    const seen: TrainingProgress[] = [];
    room.client.socket.on('training:progressed', (progress: TrainingProgress | null) => {
      if (progress?.id === id) seen.push(progress);
    });
    const { modelId } = await room.client.trainingEnd(id);
    const report = await room.client.ask<ModelReport>('model:inspect', { modelId });
    expect(report.judged).toHaveLength(42);
    expect(report.people.reduce((sum, one) => sum + one.casts, 0)).toBe(42);
    expect(report.people.every(({ nickname }) => nickname.startsWith('Quiet Otter'))).toBe(true);
    expect(report.personOf.every((person) => person !== null && person < report.people.length)).toBe(true);
    expect(report.copies).toHaveLength(6);
    const compared = seen.filter(({ stage }) => stage === 'comparing');
    expect(compared.some(({ secondsLeft }) => secondsLeft !== null)).toBe(true);
    await expect
      .poll(async () => (await room.server.query('SELECT work FROM training_paces')).length)
      .toBeGreaterThan(3);
    expect((await listed()).find((model) => model.id === modelId)?.activatedAt).toBeGreaterThan(0);
  });
});
