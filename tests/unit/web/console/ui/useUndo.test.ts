import { toFailure, type Answer, type CastId } from '@wandcast/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { useUndo, type Undo, type UndoableAction } from '../../../../../apps/web/src/console/ui/useUndo';

vi.mock('vue', async (load) => ({ ...(await load<object>()), onBeforeUnmount: () => undefined }));

let scope: EffectScope;
let undo: Undo;
let undone: string[];
beforeEach(() => {
  vi.useFakeTimers();
  scope = effectScope();
  undo = scope.run(() => useUndo()) ?? raise();
  undone = [];
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

const action = (text: string, part: Partial<UndoableAction> = {}): UndoableAction => ({
  text,
  undo: () => {
    undone.push(text);
    return Promise.resolve({ ok: true, value: null });
  },
  ...part,
});
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('undo', () => {
  test('walks back through everything, newest first, and names what it does next', async () => {
    for (const text of ['picture', 'announcement', 'step']) undo.offer(action(text));
    undo.undoLast();
    await settle();
    expect(undone).toEqual(['step']);
    expect(undo.toast.value).toMatchObject({
      kind: 'undone',
      action: { text: 'step' },
      next: { text: 'announcement' },
    });
    undo.undoLast();
    undo.undoLast();
    await settle();
    expect(undone).toEqual(['step', 'announcement', 'picture']);
    expect(undo.stack.value).toEqual([]);
    expect(undo.undoLast()).toBeUndefined();
  });

  test('takes back the later of two actions first, even if its answer arrived first', async () => {
    const acted = performance.now();
    undo.offer(action('picture', { actedAt: acted + 20 }));
    undo.offer(action('announcement', { actedAt: acted + 10 }));
    undo.offer(action('round', { actedAt: acted }));
    expect(undo.stack.value.map(({ text }) => text)).toEqual(['round', 'announcement', 'picture']);
    expect(undo.toast.value).toMatchObject({ kind: 'offered', action: { text: 'picture' } });
    for (let i = 0; i < 3; i++) undo.undoLast();
    await settle();
    expect(undone).toEqual(['picture', 'announcement', 'round']);
  });

  test('drops an action that somebody has changed since, so that older ones can be undone', async () => {
    const failure = toFailure('changed-meanwhile');
    undo.offer(action('picture'));
    undo.offer(action('announcement', { undo: () => Promise.resolve({ ok: false, failure }) }));
    undo.undoLast();
    await settle();
    expect(undo.toast.value).toMatchObject({ kind: 'failed', action: { text: 'announcement' }, failure });
    expect(undo.stack.value.map(({ text }) => text)).toEqual(['picture']);
    undo.undoLast(); // names it
    undo.undoLast();
    await settle();
    expect(undone).toEqual(['picture']);
  });

  test('only names an action whose toast has gone; the next call undoes it', async () => {
    undo.offer(action('round'));
    vi.advanceTimersByTime(15_001);
    expect(undo.toast.value).toBeUndefined();
    expect(undo.undoLast()).toBeUndefined();
    expect(undo.toast.value).toMatchObject({ kind: 'offered', action: { text: 'round' } });
    expect(undo.undoLast()).toMatchObject({ text: 'round' });
    await settle();
    expect(undone).toEqual(['round']);
  });

  test('keeps a refused action, says why until it is dismissed, and does not go on to older ones', async () => {
    const refusal: Answer<never> = { ok: false, failure: toFailure('event-over') };
    undo.offer(action('first'));
    undo.offer(action('second', { undo: () => Promise.resolve(refusal) }));
    undo.undoLast();
    undo.undoLast(); // before the answer
    await settle();
    expect(undone).toEqual([]);
    expect(undo.stack.value.map(({ text }) => text)).toEqual(['first', 'second']);
    vi.advanceTimersByTime(60_000);
    expect(undo.toast.value).toMatchObject({
      kind: 'failed',
      action: { text: 'second' },
      failure: { code: 'event-over' },
    });
    undo.dismiss();
    expect(undo.toast.value).toBeUndefined();
  });

  test('says when no answer came', async () => {
    undo.offer(action('step', { undo: () => Promise.reject(new Error('timeout')) }));
    undo.undoLast();
    await settle();
    expect(undo.toast.value).toMatchObject({
      kind: 'failed',
      failure: { message: expect.stringContaining('answer') as string },
    });
  });

  test('of labels happens at once and without the toast; other actions are not undone as labels', () => {
    undo.offer(action('step'));
    undo.offer(action('label', { castIds: ['cast' as CastId] }));
    expect(undo.toast.value).toBeUndefined();
    expect(undo.undoLabels()).toMatchObject({ text: 'label' });
    expect(undone).toEqual(['label']);
    expect(undo.undoLabels()).toBeUndefined();
    expect(undo.stack.value.map(({ text }) => text)).toEqual(['step']);
  });

  test('of labels names the next action if the toast had named the label', async () => {
    undo.offer(action('round'));
    undo.offer(action('label', { castIds: ['cast' as CastId] }));
    expect(undo.undoLast()).toBeUndefined(); // only names it
    expect(undo.undoLast()).toMatchObject({ text: 'label' });
    expect(undo.toast.value).toMatchObject({ kind: 'undone', action: { text: 'label' }, next: { text: 'round' } });
    undo.undoLast();
    await settle();
    expect(undone).toEqual(['label', 'round']);
  });

  test('that failed is not mistaken for one that was done meanwhile', async () => {
    let answer: (value: Answer<never>) => void = raise;
    undo.offer(action('slow', { undo: () => new Promise((resolve) => (answer = resolve)) }));
    undo.undoLast();
    await settle();
    undo.offer(action('newer'));
    answer({ ok: false, failure: toFailure('event-over') });
    await settle();
    expect(undo.toast.value).toMatchObject({ kind: 'failed', action: { text: 'slow' } });
    expect(undo.undoLast()).toBeUndefined();
    expect(undo.toast.value).toMatchObject({ kind: 'offered', action: { text: 'newer' } });
    expect(undo.undoLast()).toMatchObject({ text: 'newer' });
  });

  test('by the key is what the screen says, and no more', () => {
    const pressed: string[] = [];
    scope.run(() => {
      undo.replace(() => pressed.push('screen'));
    });
    undo.offer(action('round'));
    undo.press();
    expect([pressed, undo.stack.value.length]).toEqual([['screen'], 1]);
  });

  test('remembers the casts of labels that are too old to be undone', () => {
    for (let i = 0; i < 502; i++) undo.offer(action('label', { castIds: [`cast ${i}` as CastId] }));
    expect(undo.stack.value).toHaveLength(500);
    expect([...undo.settled.value]).toEqual(['cast 0', 'cast 1']);
  });

  test('forgets an action that changed nothing, and everything when an event ends', () => {
    const nothing = action('nothing');
    undo.offer(nothing);
    undo.withdraw(nothing);
    expect([undo.stack.value, undo.toast.value]).toEqual([[], undefined]);
    undo.offer(action('step'));
    undo.clear();
    expect([undo.stack.value, undo.toast.value]).toEqual([[], undefined]);
  });
});

function raise(): never {
  throw new Error('the scope has ended');
}
