import type { Round, SpellId, StageView, Welcome } from '@wandcast/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { computed, nextTick, shallowRef, type ShallowRef } from 'vue';
import type { WandView } from '../../../../../apps/web/src/wand/connection/useWand';
import { newRoundMemory, type RoundMemory } from '../../../../../apps/web/src/wand/round/round-memory';
import type { RoundView } from '../../../../../apps/web/src/wand/round/round-view';
import { useRoomNavigation, type RoomNavigation } from '../../../../../apps/web/src/wand/show/useRoomNavigation';
import { useShow, type Show } from '../../../../../apps/web/src/wand/show/useShow';
import { memoryStorage } from '../memory-storage';
import { mounted } from '../../mounted';

interface Phone extends Show, Pick<RoomNavigation, 'page' | 'go'> {
  readonly welcome: ShallowRef<Welcome>;
  readonly round: ShallowRef<RoundView | undefined>;
  readonly memory: RoundMemory;
  /** Starts or ends a recording. */
  record(isRecording: boolean): void;
}

let phone: Phone;
let unmount: () => void;
beforeEach(() => {
  vi.stubGlobal('localStorage', memoryStorage());
  vi.stubGlobal('navigator', {});
  const welcome = shallowRef(welcomeOf('live'));
  const round = shallowRef<RoundView>();
  const memory = newRoundMemory();
  const casting: ((isCasting: boolean) => void)[] = [];
  const wand = {
    casting: false,
    on: (event: string, listener: (isCasting: boolean) => void) => {
      if (event === 'casting') casting.push(listener);
      return () => undefined;
    },
  };
  const lost = computed(() => false);
  const room = { wand, welcome, lost, pendingCount: shallowRef(0) } as unknown as WandView;
  ({ result: phone, unmount } = mounted(() => {
    const { page, go } = useRoomNavigation('cast');
    const show = useShow(room, 'MOTH42', { page, go }, round, memory, () => true);
    const record = (isRecording: boolean): void => {
      for (const listener of casting) listener(isRecording);
    };
    return { ...show, page, go, welcome, round, memory, record };
  }));
});
afterEach(() => {
  unmount();
  vi.unstubAllGlobals();
});

function welcomeOf(view: StageView, teaching: string | null = null, id = 'round-1'): Welcome {
  const spells = ['gale', 'tide'].map((spell) => ({ id: spell, name: spell }));
  return { event: { view, teaching }, round: { id }, spells, standing: { rank: null, points: 0 } } as never;
}
async function show(view: StageView, teaching?: SpellId | string, round?: string): Promise<void> {
  phone.welcome.value = welcomeOf(view, teaching, round);
  await nextTick();
}
async function open(...args: Parameters<Phone['go']>): Promise<void> {
  phone.go(...args);
  await nextTick();
}
async function play(stage: RoundView['stage'], id = 'round-1'): Promise<void> {
  phone.round.value = { round: { id } as Round, stage, seconds: 0, share: 0 };
  await nextTick();
}

describe('the result of a round', () => {
  test('is history once another moment of the show was seen', async () => {
    await play('over');
    await show('round');
    await show('note');
    expect(phone.memory.dismissed.value).toBeUndefined();
    await show('leaders');
    expect(phone.moment.value).toMatchObject({ kind: 'leaders' });
    await show('note');
    expect(phone.moment.value).toBeUndefined();
    expect(phone.memory.dismissed.value).toBe('round-1');
  });

  test('is not taken away while the round is played', async () => {
    await play('running');
    await show('leaders');
    expect(phone.memory.dismissed.value).toBeUndefined();
  });
});

describe('someone who teaches', () => {
  test('is not asked again by the spell of the moment, nor by the next one', async () => {
    await show('teach', 'gale');
    expect(phone.moment.value).toMatchObject({ kind: 'teach', spell: 'gale' });
    phone.join();
    await open('teach');
    expect(phone.moment.value).toBeUndefined();
    await show('teach', 'tide');
    await open('start');
    expect([phone.moment.value, phone.invitation.value]).toEqual([undefined, undefined]);
  });

  test('is asked when the next spell comes after they left', async () => {
    await show('teach', 'gale');
    await open('teach');
    await open('start');
    await show('teach', 'tide');
    expect(phone.moment.value).toMatchObject({ spell: 'tide' });
  });

  test('is not interrupted during a recording, but invited after it', async () => {
    await open('teach');
    await show('teach', 'gale');
    phone.record(true);
    await show('training');
    expect(phone.invitation.value).toBeUndefined();
    phone.record(false);
    await nextTick();
    expect(phone.invitation.value).toMatchObject({ kind: 'training' });
    phone.record(true);
    await nextTick();
    expect(phone.invitation.value).toMatchObject({ kind: 'training' }); // nothing moves under their finger
  });

  test('does not dismiss a round that has begun', async () => {
    await open('teach');
    await show('teach', 'gale');
    await play('ready', 'round-2');
    await show('teach', 'gale', 'round-2');
    expect(phone.memory.dismissed.value).not.toBe('round-2');
  });
});

describe('[G3] a round', () => {
  test('that was undone, dismissed and reopened is shown again', async () => {
    await play('running');
    await play('undone');
    phone.memory.dismissed.value = 'round-1';
    await play('running');
    expect(phone.memory).toMatchObject({ lastActive: { value: 'round-1' }, dismissed: { value: undefined } });
  });

  test('that ended stays dismissed', async () => {
    await play('running');
    await play('over');
    phone.memory.dismissed.value = 'round-1';
    await play('undone');
    await play('over');
    expect(phone.memory.dismissed.value).toBe('round-1');
  });
});
