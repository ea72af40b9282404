import {
  joinSignals,
  parseGlyph,
  samplesOf,
  seeded,
  simulateCast,
  simulatePerson,
  simulateRest,
} from '@wandcast/gesture';
import type { CastId, Orientation, Sample, StoredCast } from '@wandcast/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { shallowRef } from 'vue';
import { MovementSpotter } from '../../../../../apps/web/src/wand/cast/free/movement-spotter';
import { useFreeCasting } from '../../../../../apps/web/src/wand/cast/free/useFreeCasting';
import type { CastPhase } from '../../../../../apps/web/src/wand/recording/useCasting';
import { TraceBuilder } from '../../../../../apps/web/src/wand/recording/trace-builder';
import { mounted } from '../../mounted';

const upright: Orientation = { flipped: false, turned: 0, hand: 'right' };
const trace = new TraceBuilder().view();

/** A hand that rests, casts, and rests again, `from` ms after the page was opened. */
function castBetweenRests(seed: number, from = 0): Sample[] {
  const random = seeded(seed);
  const rest = simulateRest(900, 60, random);
  const cast = simulateCast(parseGlyph('M10 10L90 10L10 90L90 90'), simulatePerson(random), random);
  return samplesOf(joinSignals([rest, cast, rest], cast)).map((sample) => ({ ...sample, t: sample.t + from }));
}

describe('the spotter', () => {
  test('finds a movement with the hold at its beginning, in axes of that hold', () => {
    let turned: Orientation['turned'] = 90;
    const spotter = new MovementSpotter(() => ({ ...upright, turned }));
    const stream = castBetweenRests(1, 5_000);
    const found = stream.flatMap((sample) => {
      const movement = spotter.add(sample);
      if (spotter.isMoving) turned = 180; // turned while the hand moves
      return movement ?? [];
    });
    expect(found).toHaveLength(1);
    const [movement] = found;
    expect(movement?.orientation.turned).toBe(90);
    expect(movement?.samples[0]?.t).toBe(0);
    const first = stream.find(({ t }) => t === movement?.startedAt);
    const [x = NaN, y = NaN] = first?.linear ?? [];
    expect(movement?.samples[0]?.linear?.[0]).toBeCloseTo(-y);
    expect(movement?.samples[0]?.linear?.[1]).toBeCloseTo(x);
  });

  test('finds nothing while the hand rests, or after a reset in the middle', () => {
    const spotter = new MovementSpotter(() => upright);
    const rest = samplesOf(simulateRest(4_000, 60, seeded(2)));
    expect(rest.flatMap((sample) => spotter.add(sample) ?? [])).toEqual([]);
    const stream = castBetweenRests(1, 10_000);
    const found = stream.flatMap((sample) => {
      if (sample.t > 11_100) spotter.reset();
      return spotter.add(sample) ?? [];
    });
    expect(found).toEqual([]);
  });
});

describe('a phone that casts without a press', () => {
  const listeners = new Set<(sample: Sample) => void>();
  const results = new Set<(result: { castId: CastId; stored: StoredCast }) => void>();
  const phase = shallowRef<CastPhase>({ kind: 'ready' });
  const isLost = shallowRef(false);
  const started: { head: Record<string, unknown>; castId: CastId; samples: Sample[]; isFinished: boolean }[] = [];
  const answered: { castId: CastId; samples: readonly Sample[] }[] = [];
  const waiting: { spotted?: true }[] = [];
  let unmount: () => void;

  beforeEach(() => {
    vi.stubGlobal('navigator', { vibrate: () => true });
    phase.value = { kind: 'ready' };
    isLost.value = false;
    for (const list of [started, answered, waiting]) list.length = 0;
    const wand = {
      startCast(head: Record<string, unknown>) {
        const castId = `cast-${started.length}` as CastId;
        const cast = { head, castId, samples: [] as Sample[], isFinished: false };
        started.push(cast);
        return {
          castId,
          add: (sample: Sample) => cast.samples.push(sample) > 0,
          finish: () => (cast.isFinished = true),
          cancel: () => undefined,
        };
      },
      on: (event: string, listener: never) => {
        if (event === 'result') results.add(listener);
        return () => void results.delete(listener);
      },
      own: { waiting },
    };
    const motion = {
      onSample: (listener: (sample: Sample) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      orientation: { now: () => upright },
    };
    const casting = {
      phase,
      answer: ({ castId, samples }: { castId: CastId; samples: readonly Sample[] }) =>
        answered.push({ castId, samples }),
    };
    ({ unmount } = mounted(() => {
      useFreeCasting(wand as never, motion as never, casting, () => isLost.value);
    }));
  });
  afterEach(() => {
    unmount();
    vi.unstubAllGlobals();
  });
  const move = (samples: readonly Sample[]): void => {
    for (const sample of samples) for (const listener of listeners) listener(sample);
  };
  const result = (castId: string): void => {
    for (const listener of results) listener({ castId: castId as CastId, stored: {} as StoredCast });
  };

  test('sends a movement once it has ended, marked as spotted, with the time at which it began', () => {
    const stream = castBetweenRests(1, performance.now());
    move(stream);
    expect(started).toHaveLength(1);
    expect(started[0]?.head).toMatchObject({
      ...{ intent: 'cast', spell: null, source: 'motion', spotted: true, orientation: upright },
    });
    expect(started[0]?.isFinished).toBe(true);
    expect(started[0]?.samples.length).toBeGreaterThan(20);
    expect(started[0]?.samples.length).toBeLessThan(stream.length);
    const beganMs = Number(started[0]?.head['startedAt']) - Date.now();
    expect(beganMs).toBeGreaterThan(0); // the stream plays faster than its times
    expect(beganMs).toBeLessThan(1_500);
  });

  test('shows an answer, and nothing without one', () => {
    move(castBetweenRests(1));
    expect(answered).toEqual([]);
    expect(phase.value).toEqual({ kind: 'ready' });
    result('of another cast');
    expect(answered).toEqual([]);
    result('cast-0');
    expect(answered).toEqual([{ castId: 'cast-0', samples: started[0]?.samples }]);
  });

  test('finds nothing during a pressed cast, and does not replace its answer', () => {
    move(castBetweenRests(1));
    phase.value = { kind: 'recording', trace, samples: [] };
    move(castBetweenRests(2, 10_000));
    expect(started).toHaveLength(1);
    phase.value = { kind: 'asking', castId: 'pressed' as CastId, trace, samples: [] };
    result('cast-0');
    expect(answered).toEqual([]);
  });

  test('pauses while the room is lost', () => {
    isLost.value = true;
    move(castBetweenRests(1));
    expect(started).toEqual([]);
    isLost.value = false;
    move(castBetweenRests(2, 10_000));
    expect(started).toHaveLength(1);
  });

  test('sends no more than four movements that are not answered yet', () => {
    waiting.push({}, { spotted: true }, { spotted: true }, { spotted: true });
    move(castBetweenRests(1));
    expect(started).toHaveLength(1);
    waiting.push({ spotted: true });
    move(castBetweenRests(2, 10_000));
    expect(started).toHaveLength(1);
  });

  test('does not take its own vibration for a movement', () => {
    move(castBetweenRests(1, performance.now() - 10_000));
    result('cast-0');
    move(castBetweenRests(2, performance.now() - 8_000)); // as if it were measured while the phone vibrates
    expect(started).toHaveLength(1);
  });

  test('listens no longer than its page is open', () => {
    unmount();
    expect([listeners.size, results.size]).toEqual([0, 0]);
  });
});
