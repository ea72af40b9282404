import type { ModelInfo, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import type { ClientState } from '../../../../../apps/web/src/console/connection/client-state';
import {
  hasBegun,
  planProblems,
  spellProblem,
  stepsOfGuide,
  type GuideStepName,
} from '../../../../../apps/web/src/console/guide/guide-steps';
import { actionOf, readyText, todoText } from '../../../../../apps/web/src/console/guide/guide-text';
import { roundNumbers } from '../../../../../apps/web/src/console/run/steps/step-order';
import { clientState, health, person, progress, round, runOfShow, spell, step, summary } from '../fixtures';

const ids = (...names: string[]): SpellId[] => names as SpellId[];
const [ember, tide] = ids('ember', 'tide') as [SpellId, SpellId];
const model = (...spells: SpellId[]): ModelInfo => summary(3, { spells });
const nothing = (): boolean => false;
const tideRound = step('b', 'round', { spell: tide, challenge: 'order', seconds: 40 });
const plan = runOfShow(null, step('a', 'lobby'), tideRound);

/** A room in which everything is done. */
const ready = (part: Partial<ClientState> = {}): ClientState =>
  clientState({
    health: health({ stages: 1 }),
    counts: { wands: 1, casts: 1, perMinute: 1 },
    model: model(ember, tide),
    runOfShow: plan,
    ...part,
  });
const caster = [person('Salt Hare', { casts: 2, recognizedShare: 0.5 })];
const statuses = (state: ClientState, people = caster, isSkipped: (name: GuideStepName) => boolean = nothing): string =>
  stepsOfGuide(state, people, isSkipped)
    .map(({ name, status }) => `${name} ${status}`)
    .join(', ');
const numbersOf = (state: ClientState): ReadonlyMap<string, number> => roundNumbers(state.runOfShow, state.rounds);
const todo = (name: GuideStepName, state: ClientState): string => todoText(name, state, numbersOf(state));

describe('the steps of the guide', () => {
  test('are open in an empty room, and done once the room shows it', () => {
    expect(statuses(clientState(), [])).toBe('stage open, phone open, spells open, plan open, cast open');
    expect(statuses(ready())).toBe('stage done, phone done, spells done, plan done, cast done');
  });

  test('are open again if the room no longer shows it', () => {
    expect(statuses(ready({ health: health({ stages: 0 }) }))).toContain('stage open');
    expect(statuses(ready({ counts: { wands: 0, casts: 1, perMinute: 0 } }))).toContain('phone open');
  });

  test('are skipped only while they are not done', () => {
    const skipped = (name: GuideStepName): boolean => name === 'phone' || name === 'cast';
    expect(statuses(ready({ counts: { wands: 0, casts: 0, perMinute: 0 } }), caster, skipped)).toBe(
      'stage done, phone skipped, spells done, plan done, cast done',
    );
  });

  test('do not take simulated wizards for phones', () => {
    const rehearsal = { wizards: 12, since: 0 };
    const wands = (count: number): ClientState =>
      ready({ rehearsal, counts: { wands: count, casts: 0, perMinute: 0 } });
    expect(statuses(wands(5))).toContain('phone open'); // not all of them have joined
    expect(statuses(wands(12))).toContain('phone open');
    expect(statuses(wands(13))).toContain('phone done');
  });

  test('need a recognized cast, not just any', () => {
    expect(statuses(ready(), [person('Salt Hare', { casts: 3, recognizedShare: 0 })])).toContain('cast open');
    expect(statuses(ready(), [person('Salt Hare')])).toContain('cast open');
  });
});

describe('the spells', () => {
  test('must be two at least, and known to the active model', () => {
    expect(spellProblem({ spells: [spell('Tide')], model: model(tide) })).toEqual({ kind: 'few' });
    expect(spellProblem({ spells: [spell('Tide'), spell('Ember')], model: null })).toEqual({ kind: 'noModel' });
    expect(spellProblem({ spells: [spell('Tide'), spell('Ember')], model: model(tide) })).toEqual({
      ...{ kind: 'unknown', spells: [ember] },
    });
    expect(spellProblem({ spells: [spell('Tide'), spell('Ember')], model: model(ember, tide) })).toBeUndefined();
  });

  test('are named if the model does not know them, and lead to the screen that helps', () => {
    const state = ready({ model: model(tide) });
    expect(todo('spells', state)).toBe('The model does not know Ember yet.');
    expect(actionOf('spells', state, new Map())).toMatchObject({ hash: '#models' });
    expect(todo('spells', { ...state, training: progress() })).toBe(
      'The model does not know Ember yet. A training is running.',
    );
    expect(actionOf('spells', ready({ spells: [] }), new Map())).toMatchObject({ hash: '#book' });
  });
});

describe('the plan', () => {
  test('needs a round and only spells of the book', () => {
    expect(planProblems({ runOfShow: plan, spells: [spell('Tide')] })).toEqual([]);
    expect(planProblems({ runOfShow: plan, spells: [spell('Ember')] })).toEqual([
      { kind: 'lacks', step: tideRound, spell: tide },
    ]);
    expect(planProblems({ runOfShow: runOfShow(null, step('a', 'lobby')), spells: [] })).toEqual([{ kind: 'noRound' }]);
  });

  test('names the round and the spell that the book lacks, and opens that step', () => {
    const state = ready({ spells: [spell('Ember'), spell('Gale')], removed: [spell('Tide')] });
    expect(todo('plan', state)).toBe('Round 1 asks for Tide, which this book lacks.');
    expect(actionOf('plan', state, numbersOf(state))).toEqual({
      ...{ kind: 'openStep', text: 'Open Round 1', stepId: 'b' },
    });
  });

  test('names two problems and counts the others', () => {
    const steps = ['Encore', 'Final', 'Last'].map((title) => step(title, 'round', { title, spell: tide }));
    const state = ready({ spells: [spell('Ember')], removed: [spell('Tide')], runOfShow: runOfShow(null, ...steps) });
    expect(todo('plan', state)).toBe(
      'Encore asks for Tide, which this book lacks. Final asks for Tide, which this book lacks. 1 step more to check.',
    );
  });

  test('has begun with the first step or round', () => {
    expect(hasBegun(ready())).toBe(false);
    expect(hasBegun(ready({ runOfShow: { ...plan, current: 'a' } }))).toBe(true);
    expect(hasBegun(ready({ rounds: [round(1)] }))).toBe(true);
  });
});

describe('the texts of the guide', () => {
  test('say plainly if phones cannot join here, or if the room is closed', () => {
    const { joinInfo, event } = clientState();
    const blocked = ready({ joinInfo: { ...joinInfo, motion: 'here' } });
    expect(todo('phone', blocked)).toBe('Phones cannot join at this address. The Phones page says what to do.');
    expect(actionOf('phone', blocked, new Map())).toMatchObject({ text: 'See what to do', hash: '#phones' });
    expect(todo('phone', ready({ event: { ...event, locked: true } }))).toMatch(/^The room is closed/);
    expect(actionOf('phone', ready(), new Map())).toMatchObject({ text: 'Show the code' });
  });

  test('offer a rehearsal unless one is running', () => {
    expect(actionOf('cast', ready(), new Map())).toMatchObject({ kind: 'rehearse' });
    expect(actionOf('cast', ready({ rehearsal: { wizards: 12, since: 0 } }), new Map())).toBeUndefined();
  });

  test('announce that the room is ready once nothing is open', () => {
    const text = (state: ClientState, isSkipped = nothing): string =>
      readyText(stepsOfGuide(state, caster, isSkipped), state);
    const noStage = ready({ health: health() });
    expect(text(noStage)).toBe('');
    expect(text(ready())).toBe('The room is ready. Space opens the lobby.');
    expect(text(noStage, () => true)).toBe('The room is ready, with 1 step skipped. Space opens the lobby.');
    expect(text(ready({ runOfShow: runOfShow(null, tideRound) }))).toMatch(/Space begins the run of show\.$/);
  });
});
