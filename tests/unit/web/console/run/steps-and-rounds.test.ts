import type { ParticipantId, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  durationText,
  remainingTimeText,
  parseDuration,
} from '../../../../../apps/web/src/shared/format/duration-text';
import {
  blankDraft,
  draftOf,
  draftProblem,
  planned,
  planOf,
  type StepDraft,
} from '../../../../../apps/web/src/console/run/steps/step-draft';
import { isOver, plannedMs, spentMs, timeText } from '../../../../../apps/web/src/console/run/steps/step-times';
import {
  effectText,
  stepNotes,
  stepText,
  enterStepText,
} from '../../../../../apps/web/src/console/run/steps/step-text';
import { roundText } from '../../../../../apps/web/src/console/run/rounds/round-text';
import { remainingOf } from '../../../../../apps/web/src/console/run/rounds/reopen-round';
import {
  currentStep,
  lackingSpell,
  nextStep,
  previousStep,
  stepState,
  roundNumbers,
} from '../../../../../apps/web/src/console/run/steps/step-order';
import {
  repeatOf,
  challengeOf,
  roundProblem,
  type RoundDraft,
} from '../../../../../apps/web/src/console/run/rounds/round-draft';
import { isRoundOpen, roundTimeText, roundStatus } from '../../../../../apps/web/src/console/run/rounds/round-status';
import { withRound } from '../../../../../apps/web/src/console/connection/run-state';
import { clientState, step, round, runOfShow, spell } from '../fixtures';

const spells = [spell('Gale'), spell('Tide')];
const gale = 'gale' as SpellId;
const tide = 'tide' as SpellId;
const game = step('d', 'round', { challenge: 'order', spell: gale, seconds: 30 });
const lobby = step('a', 'lobby', { seconds: 300, enteredAt: 1_000 });
const teach = step('b', 'teach', { seconds: 60 });
const cast = step('c', 'cast', { seconds: 120, enteredAt: 401_000 });
const plan = runOfShow('c', lobby, teach, cast, game, step('e', 'podium'));

describe('the run of show', () => {
  test('knows the previous, current and next step', () => {
    expect([currentStep(plan), nextStep(plan), previousStep(plan)].map((one) => one?.id)).toEqual(['c', 'd', 'b']);
    expect(plan.steps.map((one) => stepState(plan, one))).toEqual(['done', 'skipped', 'current', 'coming', 'coming']);
  });
  test('starts with its first step, and ends after its last', () => {
    const fresh = { ...plan, current: null };
    expect([currentStep(fresh), nextStep(fresh)?.id, previousStep(fresh)]).toEqual([undefined, 'a', undefined]);
    expect(nextStep({ ...plan, current: 'e' })).toBeUndefined();
    expect(nextStep(runOfShow())).toBeUndefined();
  });
  test('keeps the numbers of played rounds, and numbers coming rounds after the newest', () => {
    const numbers = roundNumbers(
      runOfShow(
        'x',
        step('w', 'round', { challenge: 'free' }),
        step('x', 'round', { challenge: 'order', roundId: 'round-4' }),
        step('y', 'leaders'),
        game,
        step('z', 'round', { challenge: 'free' }),
      ),
      [round(3), round(4), round(6)],
    );
    expect([...numbers]).toEqual([['x', 4], ['d', 7], ['z', 8]]); // prettier-ignore
  });

  test('describes what entering a step does', () => {
    expect(enterStepText(game, spells, 2)).toBe('Start round 2: Gale');
    expect(enterStepText({ ...game, roundId: 'round-2' }, spells, 2)).toBe('Back to round 2: Gale');
    expect(enterStepText({ ...game, title: 'Encore' }, spells, 3)).toBe('Start round 3: Encore');
    expect(enterStepText({ ...game, challenge: 'free', spell: null }, spells, 2)).toBe('Start round 2: every spell');
    expect(enterStepText({ ...game, challenge: 'fastest' }, spells)).toBe('Start round: fastest Gale');
    expect(enterStepText(step('t', 'teach', { spell: tide }), spells)).toBe('Teach Tide');
    expect(enterStepText(step('t', 'train'), spells)).toBe('Train the model');
    expect(enterStepText(step('n', 'note', { title: 'Thank you' }), spells)).toBe('Show “Thank you”');
    expect(enterStepText(step('c', 'cast', { title: 'Free casting' }), spells)).toBe('Free casting');
    expect(effectText({ ...game, seconds: 600 }, spells)).toBe('A short lead, then 10:00'); // not “600 s”
  });
  test('names a step by its title, else by its kind', () => {
    expect(stepText(step('a', 'groves'), spells)).toBe('Groves');
    expect(stepText(step('a', 'groves', { title: 'The cup' }), spells)).toBe('The cup');
    expect(stepText(step('a', 'cast', { spell: tide }), spells)).toBe('Cast Tide');
    expect(stepText({ ...game, spell: 'ember-2' as SpellId }, spells, 1)).toBe('Round 1: ember-2');
    expect(roundText(round(2, { kind: 'imitate' }), spells)).toBe('Round 2: Tide as drawn');
  });

  test('says below its title how it casts, and since when the room is in it', () => {
    const free = step('f', 'cast', { freeCasting: true, enteredAt: 1_000 });
    expect(stepNotes(free, false, 2_000)).toBe('casts without pressing');
    expect(stepNotes(free, true, 2_000)).toMatch(/^since .+ · casts without pressing$/);
    expect(stepNotes(cast, true, 402_000)).toMatch(/^since [^·]+$/);
    expect(stepNotes(teach, false, 2_000)).toBe('');
  });

  test('measures time from entering a step to entering the next', () => {
    expect([lobby, teach, cast].map((one) => spentMs(plan, one, 500_000))).toEqual([400_000, null, 99_000]);
    expect(plan.steps.map((one) => timeText(plan, one, 500_000))).toEqual([
      '6:40',
      'skipped',
      '1:39 of 2:00',
      '0:30',
      '',
    ]);
    expect([520_000, 522_000].map((now) => isOver(plan, cast, now))).toEqual([false, true]);
  });
  test('shows time beyond the planned one apart, not as a fraction above one', () => {
    const texts = [521_000, 521_999, 522_000, 603_000].map((now) => timeText(plan, cast, now));
    expect(texts).toEqual(['2:00 of 2:00', '2:00 of 2:00', '2:00 +0:01', '2:00 +1:22']);
  });
  test('sums the planned time from now on', () => {
    expect(plannedMs(plan, 500_000)).toBe(21_000 + 30_000);
    expect(plannedMs(plan, 900_000)).toBe(30_000);
    expect(plannedMs({ ...plan, current: null }, 0)).toBe(1_000 * (300 + 60 + 120 + 30));
  });
  test('shows no negative time if the clock is behind the server’s', () => {
    expect(spentMs(plan, cast, 400_000)).toBe(0);
  });
});

describe('a time', () => {
  test('is formatted as a clock', () => {
    expect([0, 999, 61_000, 3_599_000, 3_600_000, 3_905_000].map(durationText)).toEqual(
      ['0:00', '0:00', '1:01', '59:59', '1:00:00', '1:05:05'], // prettier-ignore
    );
    expect([0, 1, 1_000, 1_001].map(remainingTimeText)).toEqual(['0:00', '0:01', '0:01', '0:02']);
  });
  test('can be entered in seconds or minutes', () => {
    expect([' 90 ', '1:30', '0:05', '', '1:75', 'soon', '-3', '1:2:3'].map(parseDuration)).toEqual(
      [90, 90, 5, null, undefined, undefined, undefined, undefined], // prettier-ignore
    );
  });
});

describe('a step draft', () => {
  const draft = (part: Partial<StepDraft>): StepDraft => ({ ...blankDraft, ...part });

  test('reports its problem', () => {
    expect(draftProblem(blankDraft)).toBe('Choose a spell.');
    expect(draftProblem(draft({ spell: tide, time: '' }))).toBe('A round needs a time.');
    expect(draftProblem(draft({ spell: tide, time: '2' }))).toBe('A step takes 3 seconds to an hour.');
    expect(draftProblem(draft({ kind: 'lobby', time: 'long' }))).toBe('Enter minutes and seconds, as in 1:30.');
    expect(draftProblem(draft({ kind: 'note', title: ' ' }))).toBe('Enter a message.');
    expect(planned(blankDraft)).toBeUndefined();
  });
  test('keeps only the fields of its kind', () => {
    const typed = draft({ kind: 'leaders', spell: tide, title: ' Who leads ', time: '' });
    expect(planned(typed)).toEqual({
      kind: 'leaders',
      title: 'Who leads',
      seconds: null,
      spell: null,
      challenge: null,
      freeCasting: false,
    });
    expect(planned(draft({ challenge: 'free', spell: tide }))).toEqual({
      ...{ kind: 'round', title: '', seconds: 30, spell: null, challenge: 'free', freeCasting: false },
    });
  });
  test('casts without a press only if people cast in it', () => {
    const typed = { spell: tide, freeCasting: true, time: '1:00' } as const;
    expect(planned(draft({ kind: 'cast', ...typed }))).toMatchObject({ freeCasting: true });
    expect(planned(draft({ kind: 'round', ...typed }))).toMatchObject({ freeCasting: true });
    expect(planned(draft({ kind: 'teach', ...typed }))).toMatchObject({ freeCasting: false });
  });
  test('of an existing step equals the step', () => {
    for (const one of [
      game,
      step('f', 'cast', { freeCasting: true }),
      step('l', 'lobby'),
      step('t', 'teach', { seconds: 3_600 }),
    ])
      expect(planned(draftOf(one))).toEqual(planOf(one));
  });
});

describe('a round', () => {
  const at = (part: Partial<RoundDraft>): RoundDraft => ({
    ...{ kind: 'order', spell: tide, time: '0:30', duel: [null, null] as const },
    ...part,
  });
  const otter = 'otter' as ParticipantId;
  const wren = 'wren' as ParticipantId;

  test('outside the run of show is requested as entered', () => {
    expect(challengeOf(at({}))).toEqual({ kind: 'order', spell: 'tide', seconds: 30, duel: null });
    expect(challengeOf(at({ kind: 'free' }))).toEqual({ kind: 'free', spell: null, seconds: 30, duel: null });
    expect(challengeOf(at({ kind: 'duel', duel: [otter, wren] }))?.duel).toEqual(['otter', 'wren']);
    expect(challengeOf(at({ duel: [otter, wren] }))?.duel).toBeNull();
  });
  test('outside the run of show reports its problem', () => {
    expect(roundProblem(at({ time: '' }))).toBe('Enter a time, as in 0:30.');
    expect(roundProblem(at({ spell: null }))).toBe('Choose a spell.');
    expect(roundProblem(at({ kind: 'duel', duel: [otter, null] }))).toBe('Choose both wizards, or neither.');
    expect(roundProblem(at({ kind: 'duel', duel: [otter, otter] }))).toBe('A duel needs two different wizards.');
    expect(challengeOf(at({ kind: 'duel', duel: [otter, null] }))).toBeUndefined();
  });
  test('is repeated with the length of its step, else with its own', () => {
    const duel = round(2, { kind: 'duel', duel: [otter, wren], pauses: [[10_000, 16_000]], endsAt: 41_000 });
    expect(repeatOf(duel, [game])).toEqual({ kind: 'duel', spell: 'tide', seconds: 30, duel: ['otter', 'wren'] });
    expect(repeatOf(round(2, { endsAt: 5_000 }), []).seconds).toBe(10);
    expect(repeatOf(round(2, { endsAt: 5_000 }), [{ ...game, seconds: 45, roundId: 'round-2' }]).seconds).toBe(45);
  });
  test('is resumed with its remaining time', () => {
    expect([1_000, 20_500, 40_000].map((now) => remainingOf(round(1), now).seconds)).toEqual([30, 15, 1]);
  });
  test('shows its clock in server time, and none when it is over', () => {
    const one = round(1);
    expect([1_500, 5_000, 20_001, 35_000].map((now) => [roundStatus(one, now), roundTimeText(one, now)])).toEqual([
      ['ready', '0:04'],
      ['running', '0:30'],
      ['running', '0:15'],
      ['over', ''],
    ]);
    expect(roundTimeText(round(1, { pausedAt: 15_000 }), 90_000)).toBe('0:20');
    expect(isRoundOpen(round(1, { pausedAt: 15_000 }), 90_000)).toBe(true);
    expect(roundStatus(round(1, { undone: true }), 6_000)).toBe('undone');
    expect(isRoundOpen(round(1, { undone: true }), 6_000)).toBe(false);
  });
  test('is added once, even if the answer arrives before the broadcast', () => {
    const state = clientState({ rounds: [round(1)] });
    const begun = withRound(state, round(2));
    expect(withRound(begun, round(1, { undone: true })).rounds.map(({ number, undone }) => [number, undone])).toEqual([
      [1, true],
      [2, false],
    ]);
  });
});

test('a step lacks its spell if the book does not have it', () => {
  expect(lackingSpell(game, spells)).toBeUndefined();
  expect(lackingSpell(game, [spell('Tide')])).toBe('gale');
  expect(lackingSpell(lobby, [])).toBeUndefined();
});
