import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../apps/web/src/locales/en/stage/index';
import {
  accuracyText,
  learnedText,
  meanwhileText,
  quickTrainingText,
  sourceText,
  stepText,
  trainingViewOf,
} from '../../../../../apps/web/src/stage/training/training-view';
import { progress, summary } from '../../console/fixtures';

const { training } = stage;
const report = { model: summary(3, { casts: 1212, people: 87 }), curve: [] };

describe('the stage’s view of a training', () => {
  test('shows a training started by a moderator until its model is active', () => {
    expect(trainingViewOf(progress(), report)).toMatchObject({ kind: 'learning' });
    expect(trainingViewOf(progress({ stage: 'comparing' }), report)).toMatchObject({ kind: 'active' });
    expect(trainingViewOf(null, report)).toMatchObject({ kind: 'active' });
  });
  test('shows a quick training for a glyph only if there is no model yet', () => {
    const glyph = progress({ origin: 'glyphs' });
    expect(trainingViewOf(glyph, report)).toMatchObject({ kind: 'active', training: glyph });
    expect(trainingViewOf(glyph, null)).toMatchObject({ kind: 'learning' });
    expect(trainingViewOf(null, null)).toEqual({ kind: 'nothing' });
  });
  test('says what a training learns from, if participants taught it', () => {
    expect(sourceText(progress({ casts: 1212, people: 87 }), training)).toBe('From 1,212 casts by 87 people');
    expect(sourceText(progress({ casts: 1, people: 1 }), training)).toBe('From 1 cast by 1 person');
    expect(sourceText(progress(), training)).toBe('');
    expect(sourceText(progress({ casts: 0, people: 0 }), training)).toBe('');
  });
  test('says what a model learned from', () => {
    expect(learnedText(report, training)).toBe('1,212 casts from 87 people, 6.4 seconds');
    const one = { model: summary(1, { casts: 1, people: 1, seconds: 0 }), curve: [] };
    expect(learnedText(one, training)).toBe('1 cast from 1 person');
    const drawn = { model: summary(1, { casts: 0, people: 0, simulatedCasts: 900, seconds: 2 }), curve: [] };
    expect(learnedText(drawn, training)).toBe('Learned from drawings of the spells, 2.0 seconds');
  });
  test('says so if the model was not tested on people', () => {
    expect(accuracyText(null, stage)).toEqual({ figure: '', meaning: 'not tested on people yet' });
    expect(accuracyText(0.912, stage)).toEqual({ figure: '91%', meaning: 'on people it has never met' });
    const tested = (peopleInTraining: number) => accuracyText(0.912, stage, { peopleInTraining }).meaning;
    expect(tested(0)).toBe('on people it has never met');
    expect(tested(2)).toBe('on casts kept aside to test it');
  });
  test('shows the time left, if known', () => {
    expect(stepText('evaluating', 25, training)).toBe('Testing itself on new people, about 25 s left');
    expect(stepText('evaluating', 5, training)).toBe('Testing itself on new people, a few seconds left');
    expect(stepText('saving', null, training)).toBe('Saving');
  });
  test('says which model answers meanwhile', () => {
    expect(meanwhileText(progress(), report, training)).toBe('v3 keeps answering for now');
    const hasFirst = progress({ firstModelId: report.model.id });
    expect(meanwhileText(hasFirst, report, training)).toBe('A first v3 answers already');
  });
  test('adds one line for a quick training, and none while it is queued', () => {
    expect(quickTrainingText(progress({ origin: 'room' }), training)).toBe('Learning from what you just cast');
    expect(quickTrainingText(progress({ origin: 'room', stage: 'queued' }), training)).toBe('');
    expect(quickTrainingText(null, training)).toBe('');
  });
});
