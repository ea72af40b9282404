import { describe, expect, test } from 'vitest';
import {
  learntWords,
  meanwhileWords,
  roomWords,
  scoreOf,
  sourceWords,
  trainingViewOf,
} from '../../../../../apps/web/src/stage/training/training-view';
import { progress, summary } from '../../console/fixtures';

const report = { model: summary(3, { casts: 1212, people: 87 }), curve: [] };

describe('the stage’s view of a training', () => {
  test('a training that was asked for is shown until its model is live', () => {
    expect(trainingViewOf(progress(), report)).toMatchObject({ kind: 'learning' });
    expect(trainingViewOf(progress({ stage: 'comparing' }), report)).toMatchObject({ kind: 'awake' });
    expect(trainingViewOf(null, report)).toMatchObject({ kind: 'awake' });
  });
  test('a quick training of a glyph takes nothing off the picture, unless there is nothing on it', () => {
    const glyph = progress({ origin: 'glyphs' });
    expect(trainingViewOf(glyph, report)).toMatchObject({ kind: 'awake', training: glyph });
    expect(trainingViewOf(glyph, null)).toMatchObject({ kind: 'learning' });
    expect(trainingViewOf(null, null)).toEqual({ kind: 'nobody' });
  });
  test('says what it learns from while it does, where people taught it', () => {
    expect(sourceWords(progress({ casts: 1212, people: 87 }))).toBe('From 1,212 casts of 87 people');
    expect(sourceWords(progress({ casts: 1, people: 1 }))).toBe('From 1 cast of 1 person');
    expect(sourceWords(progress())).toBe('');
    expect(sourceWords(progress({ casts: 0, people: 0 }))).toBe('');
  });
  test('says what it learnt from, in a sentence a room reads', () => {
    expect(learntWords(report)).toBe('1,212 casts from 87 people, 6.4 seconds');
    const one = { model: summary(1, { casts: 1, people: 1, seconds: 0 }), curve: [] };
    expect(learntWords(one)).toBe('1 cast from 1 person');
    const drawn = { model: summary(1, { casts: 0, people: 0, simulatedCasts: 900, seconds: 2 }), curve: [] };
    expect(learntWords(drawn)).toBe('Learnt from drawings of the spells, 2.0 seconds');
  });
  test('is honest where nobody new has tested it', () => {
    expect(scoreOf(null)).toEqual({ figure: '', words: 'not tested on people yet' });
    expect(scoreOf(0.912)).toEqual({ figure: '91%', words: 'on people it has never met' });
  });
  test('tells what is left while there is something left', () => {
    expect(roomWords({ stage: 'evaluating', secondsLeft: 4.2 })).toBe('Testing itself on new people, about 4 s left');
    expect(roomWords({ stage: 'saving', secondsLeft: null })).toBe('Writing it down');
  });
  test('a training beside the picture is one line, and none while it waits', () => {
    expect(meanwhileWords(progress({ origin: 'room' }))).toBe('Learning from what you just cast');
    expect(meanwhileWords(progress({ origin: 'room', stage: 'queued' }))).toBe('');
    expect(meanwhileWords(null)).toBe('');
  });
});
