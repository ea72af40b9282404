import type { Artifact } from '@wandcast/recognition';
import { beforeEach, expect, test } from 'vitest';
import { RoomModel, SharedModels } from '../../../../apps/api/src/models/worker/shared-models.js';

/** A slot of a worker that answers when it is told to. */
class Slot {
  hasFailed = false;
  readonly loads: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  readonly waiting: (() => void)[] = [];
  isReleased = false;

  constructor(private readonly number: number) {}

  load(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.loads.push({ resolve, reject });
    });
  }
  predict(): Promise<number[][]> {
    return new Promise((resolve) => {
      this.waiting.push(() => {
        resolve([[this.number]]);
      });
    });
  }
  release(): Promise<void> {
    this.isReleased = true;
    return Promise.resolve();
  }
}

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
  expect(slot(0).loads).toHaveLength(2);
  slot(0).loads[1]?.resolve();
  await again;
  expect([slots.length, slot(0).isReleased]).toEqual([1, false]);
});

test('a room without a model refuses to predict', async () => {
  await expect(new RoomModel(models).predict([], 'whole')).rejects.toThrow('no model');
});
