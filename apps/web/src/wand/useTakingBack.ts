import type { CastId } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { shallowRef, type ShallowRef } from 'vue';
import { announce } from './announce';
import { allOwn } from './all-own';
import type { Taught } from './useTaught';

export interface TakingBack {
  readonly busy: Readonly<ShallowRef<boolean>>;
  /** Why the last one failed; empty where it did not. */
  readonly failure: Readonly<ShallowRef<string>>;
  one(castId: CastId): Promise<void>;
  all(): Promise<void>;
}

/** Takes casts back, one or all. @param dropped hears which are gone */
export function useTakingBack(wand: Wand, taught: Taught, dropped: (castIds: readonly CastId[]) => void): TakingBack {
  const busy = shallowRef(false);
  const failure = shallowRef('');

  async function run(which: () => Promise<readonly CastId[]>, done: string): Promise<void> {
    busy.value = true;
    failure.value = '';
    try {
      const castIds = await which();
      await wand.own.delete(castIds);
      for (const castId of castIds) taught.remove(castId);
      dropped(castIds);
      announce(done);
    } catch (error) {
      failure.value = `${(error as Error).message} Nothing more was taken back.`;
      announce(failure.value);
    } finally {
      busy.value = false;
    }
  }
  return {
    busy,
    failure,
    one: (castId) => run(() => Promise.resolve([castId]), 'Taken back.'),
    all: () =>
      run(async () => {
        const stored = await allOwn(wand.own);
        return [...wand.own.waiting, ...stored].map(({ castId }) => castId);
      }, 'All your casts are taken back.'),
  };
}
