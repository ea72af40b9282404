import { reactions, type StageFrame, type StageResult } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { EVENT_MS, MAX_EVENTS, addLocated, addReactions } from '../../../../../apps/web/src/stage/state/frame-events';
import { noStrokes, updateStrokes } from '../../../../../apps/web/src/stage/state/strokes';

const result = (slot: number): StageResult => ({ slot }) as StageResult;
const frame = (part: Partial<StageFrame>): StageFrame => ({ tick: 1, ...part });

describe('the strokes of casts in progress', () => {
  const drawn = updateStrokes(noStrokes, frame({ strokes: [{ slot: 1, path: 'a' }, { slot: 2, path: 'b' }] })); // prettier-ignore

  test('the newest path of each slot is kept', () => {
    expect([...updateStrokes(drawn, frame({ strokes: [{ slot: 2, path: 'c' }] }))]).toEqual([
      [1, 'a'],
      [2, 'c'],
    ]);
  });

  test('a stroke ends with its cast, with its result, and with its wand', () => {
    for (const end of [frame({ ended: [1] }), frame({ results: [result(1)] }), frame({ left: [1] })])
      expect([...updateStrokes(drawn, end)]).toEqual([[2, 'b']]);
    expect(updateStrokes(drawn, frame({ strokes: [{ slot: 1, path: 'late' }], results: [result(1)] })).has(1)).toBe(
      false,
    );
  });

  test('a new cast of the same wand starts without the old stroke', () => {
    expect(updateStrokes(drawn, frame({ live: [[1, 0, 40]] })).has(1)).toBe(false);
    expect(updateStrokes(drawn, frame({ live: [[1, 3, 40]] })).get(1)).toBe('a');
  });

  test('frames about others keep the same object, so that nothing is redrawn', () => {
    expect(updateStrokes(drawn, frame({ live: [[7, 0, 40]], ended: [8] }))).toBe(drawn);
  });
});

describe('the recent events of frames', () => {
  test('reactions are named, and unknown ones are ignored', () => {
    const events = addReactions([], frame({ reactions: [[4, 1], [5, 99]] }), 100); // prettier-ignore
    expect(events).toEqual([{ slot: 4, reaction: reactions[1], at: 100 }]);
  });

  test('events expire, and a quiet frame keeps the same list', () => {
    const events = addLocated([], frame({ located: [3] }), 100);
    expect(addLocated(events, frame({}), 200)).toBe(events);
    expect(addLocated(events, frame({ located: [4] }), 100 + EVENT_MS)).toEqual([{ slot: 4, at: 100 + EVENT_MS }]);
  });

  test('a room full of applause is bounded', () => {
    const many = Array.from({ length: 2 * MAX_EVENTS }, (_, slot) => [slot, 0] as const);
    const events = addReactions([], frame({ reactions: many }), 0);
    expect([events.length, events.at(-1)?.slot]).toEqual([MAX_EVENTS, 2 * MAX_EVENTS - 1]);
  });
});
