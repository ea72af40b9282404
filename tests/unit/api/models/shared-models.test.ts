import type { Artifact } from '@wandcast/recognition';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RoomModel } from '../../../../apps/api/src/models/worker/room-model.js';
import { SharedModels } from '../../../../apps/api/src/models/worker/shared-models.js';

/** A slot of a worker that answers when it is told to. */
class Slot {
  hasFailed = false;
  readonly loads: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  readonly waiting: (() => void)[] = [];
  readonly refusing: (() => void)[] = [];
  isReleased = false;

  constructor(private readonly number: number) {}

  load(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.loads.push({ resolve, reject });
    });
  }
  predict(): Promise<number[][]> {
    return new Promise((resolve, reject) => {
      this.waiting.push(() => {
        resolve([[this.number]]);
      });
      this.refusing.push(() => {
        reject(new Error('crashed'));
      });
    });
  }
  release(): Promise<void> {
    this.isReleased = true;
    return Promise.resolve();
  }
}

afterEach(() => {
  vi.restoreAllMocks();
});

let slots: Slot[];
let models: SharedModels;
const artifact = {} as Artifact;
beforeEach(() => {
  slots = [];
  models = new SharedModels({
    openSlot: () => {
      const slot = new Slot(slots.length);
      slots.push(slot);
      return slot as never;
    },
  });
});

const slot = (n: number): Slot => {
  const one = slots[n];
  if (one === undefined) throw new Error(`there is no slot ${n}`);
  return one;
};
/** A room with a model that is loaded. */
async function roomWith(id: string): Promise<RoomModel> {
  const room = new RoomModel(models);
  const loaded = room.load(id, artifact, () => undefined);
  slots.at(-1)?.loads.forEach(({ resolve }) => {
    resolve();
  });
  await loaded;
  return room;
}

test('a model that only warms up is freed once it is loaded', async () => {
  expect(models.areUsed).toBe(false);
  const warming = models.warmUp(artifact);
  expect(models.areUsed).toBe(true);
  slot(0).loads[0]?.resolve();
  await warming;
  expect([models.areUsed, slot(0).isReleased]).toEqual([false, true]);
});

test('rooms with the same model share it until the last one leaves', async () => {
  const [one, other] = [await roomWith('a'), await roomWith('a')];
  expect(slots).toHaveLength(1);
  expect(slot(0).loads).toHaveLength(1);
  one.release();
  expect(slot(0).isReleased).toBe(false);
  other.release();
  expect(slot(0).isReleased).toBe(true);
  await roomWith('a');
  expect(slots).toHaveLength(2);
});

test('a model that is replaced still answers what it was asked, then it is freed', async () => {
  const room = await roomWith('a');
  const before = room.predict([], 'whole');
  let changes = 0;
  const loaded = room.load('b', artifact, () => changes++);
  const during = room.predict([], 'whole');
  expect(changes).toBe(0);
  slot(1).loads[0]?.resolve();
  await loaded;
  expect(changes).toBe(1);
  const after = room.predict([], 'whole');
  expect(slot(0).isReleased).toBe(false);
  for (const one of slots) for (const answer of one.waiting) answer();
  expect(await Promise.all([before, during, after])).toEqual([[[0]], [[0]], [[1]]]);
  expect(slots.map(({ isReleased }) => isReleased)).toEqual([true, false]);
});

test('a model that does not load leaves the room with the one before', async () => {
  const room = await roomWith('a');
  const loaded = room.load('b', artifact, () => undefined);
  slot(1).loads[0]?.reject(new Error('damaged'));
  await expect(loaded).rejects.toThrow('damaged');
  expect(slots.map(({ isReleased }) => isReleased)).toEqual([false, true]);
  const answer = room.predict([], 'live');
  for (const answers of slot(0).waiting) answers();
  expect(await answer).toEqual([[0]]);
});

test('a model that was given up is loaded again for the next who activates it', async () => {
  const room = await roomWith('a');
  slot(0).hasFailed = true;
  const again = room.load('a', artifact, () => undefined);
  await vi.waitFor(() => {
    expect(slot(0).loads).toHaveLength(2);
  });
  slot(0).loads[1]?.resolve();
  await again;
  expect([slots.length, slot(0).isReleased]).toEqual([1, false]);
});

test('a model that was given up is loaded again after a while, because other rooms use it', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const room = await roomWith('a');
  const fail = async (at: number): Promise<number> => {
    now.mockReturnValue(at);
    const answer = room.predict([], 'whole');
    slot(0).refusing.at(-1)?.();
    await expect(answer).rejects.toThrow('crashed');
    return slot(0).loads.length;
  };
  expect(await fail(20_000)).toBe(1); // only a crash
  slot(0).hasFailed = true;
  expect(await fail(20_001)).toBe(2);
  expect(await fail(29_000)).toBe(2);
  expect(await fail(31_000)).toBe(3);
});

test('a model that is loaded after its room was closed is freed', async () => {
  const room = await roomWith('a');
  let changes = 0;
  const loaded = room.load('b', artifact, () => changes++);
  room.release();
  slot(1).loads[0]?.resolve();
  await loaded;
  expect([changes, slots.map(({ isReleased }) => isReleased)]).toEqual([0, [true, true]]);
});

test('background requests of a room are sent one at a time, so that rooms with the same model take turns', async () => {
  const [one, other] = [await roomWith('a'), await roomWith('a')];
  const rows = [one.predict([], 'features'), one.predict([], 'personal', 'background')];
  await vi.waitFor(() => {
    expect(slot(0).waiting).toHaveLength(1);
  });
  const urgent = [one.predict([], 'personal'), other.predict([], 'features')];
  await vi.waitFor(() => {
    expect(slot(0).waiting).toHaveLength(3);
  });
  for (const answer of slot(0).waiting) answer();
  await Promise.all([rows[0], ...urgent]);
  await vi.waitFor(() => {
    expect(slot(0).waiting).toHaveLength(4);
  });
  slot(0).waiting[3]?.();
  expect(await rows[1]).toEqual([[0]]);
});

test('a room without a model refuses to predict', async () => {
  await expect(new RoomModel(models).predict([], 'whole')).rejects.toThrow('no model');
});
