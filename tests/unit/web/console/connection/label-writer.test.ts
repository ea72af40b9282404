import {
  toFailure,
  type Answer,
  type CastId,
  type CastLabel,
  type LabeledCast,
  type SpellId,
} from '@wandcast/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nextTick, shallowRef } from 'vue';
import type { ConnectionState } from '../../../../../apps/web/src/shared/connection/socket-connection';
import { useLabelWriter, type LabelChange } from '../../../../../apps/web/src/console/connection/labels/label-writer';

const idOf = (n: number): CastId => `cast-${n}` as CastId;
const spellChange = (n: number, spell: string): LabelChange => ({
  ...{ castId: idOf(n), kind: 'spell', spell: spell as SpellId },
});

/** A server that stores labels, answers when it is told to, and can lose answers. */
class Server {
  readonly labels = new Map<CastId, CastLabel>();
  readonly messages: LabelChange[][] = [];
  readonly link = shallowRef<ConnectionState>({ kind: 'open' });
  private readonly waiting: ((answer: 'answer' | 'lose' | Answer<never[]>) => void)[] = [];
  private clock = 1_000;

  readonly send = (changes: LabelChange[]): Promise<Answer<readonly LabeledCast[]>> =>
    new Promise((resolve, reject) => {
      this.messages.push(changes);
      this.waiting.push((fate) => {
        if (typeof fate === 'object') {
          resolve(fate);
          return;
        }
        const labeled = changes.map((change) => this.store(change, 'Ada'));
        if (fate === 'answer') resolve({ ok: true, value: labeled });
        else reject(new Error('the answer was lost'));
      });
    });

  /** Stores a label; a repeated one changes nothing, as in the real server. */
  store(change: LabelChange, by: string): LabeledCast {
    const before = this.labels.get(change.castId) ?? null;
    const spell = change.kind === 'spell' ? change.spell : null;
    if (change.kind === 'withdraw') this.labels.delete(change.castId);
    else if (before?.by !== by || before.spell !== spell)
      this.labels.set(change.castId, { spell, at: this.clock++, by });
    const isRepeated = before !== null && before.by === by && before.spell === spell;
    const label = this.labels.get(change.castId) ?? null;
    if (isRepeated) return { castId: change.castId, label, before: null, repeated: true };
    return { castId: change.castId, label, before };
  }

  /** Decides about the oldest message without an answer, and waits until the page has handled it. */
  async next(fate: 'answer' | 'lose' | Answer<never[]> = 'answer'): Promise<void> {
    await expect.poll(() => this.waiting.length).toBeGreaterThan(0);
    this.waiting.shift()?.(fate);
    for (let i = 0; i < 5; i++) await nextTick();
  }
}

let server: Server;
const open = () => useLabelWriter(server.send, server.link, () => 'Ada');
beforeEach(() => (server = new Server()));

describe('labels', () => {
  test('are shown at once and sent in order, one message at a time', async () => {
    const writer = open();
    writer.write([spellChange(1, 'tide')]);
    writer.write([spellChange(2, 'ember')]);
    writer.write([spellChange(2, 'gale')]);
    expect([1, 2].map((n) => writer.labels.value.get(idOf(n))?.spell)).toEqual(['tide', 'gale']);
    expect(server.messages).toHaveLength(1);
    await server.next();
    await server.next();
    await server.next();
    expect(server.messages).toEqual([[spellChange(1, 'tide')], [spellChange(2, 'ember')], [spellChange(2, 'gale')]]);
    expect(writer.waiting.value).toBe(0);
    expect(server.labels.get(idOf(2))?.spell).toBe('gale');
  });

  test('are sent together if they were given while one was on its way', async () => {
    const writer = open();
    for (let n = 0; n < 30; n++) writer.write([spellChange(n, n % 2 === 0 ? 'tide' : 'ember')]);
    await server.next();
    await server.next();
    expect(server.messages.map(({ length }) => length)).toEqual([1, 29]);
    expect(writer.waiting.value).toBe(0);
  });

  test('are sent again after a lost answer and a lost connection', async () => {
    const writer = open();
    writer.write([spellChange(1, 'tide')]);
    server.link.value = { kind: 'reconnecting' };
    writer.write([spellChange(2, 'ember')]);
    await server.next('lose');
    expect(writer.waiting.value).toBe(2);
    expect(server.messages).toHaveLength(1); // not while disconnected
    server.link.value = { kind: 'open' };
    await server.next();
    expect(server.messages[1]).toEqual([spellChange(1, 'tide'), spellChange(2, 'ember')]);
    expect(writer.waiting.value).toBe(0);
    expect(writer.conflicts.value).toEqual([]);
  });

  test('that the server refuses are taken back and said to be, without the ones beside them', async () => {
    const writer = open();
    const writes = [1, 2, 3].map((n) => writer.write([spellChange(n, n === 2 ? 'unknown' : 'tide')]));
    await server.next(); // 1
    await server.next({ ok: false, failure: toFailure('spell-unknown') }); // 2 and 3
    await server.next({ ok: false, failure: toFailure('spell-unknown') }); // 2
    await server.next(); // 3
    expect(await Promise.all(writes.map(async ({ settled }) => (await settled).length))).toEqual([1, 0, 1]);
    expect(writer.refused.value).toMatchObject({ casts: 1, failure: { code: 'spell-unknown' } });
    expect(writer.labels.value.get(idOf(2))).toBeUndefined();
    writer.dismissRefused();
    expect(writer.refused.value).toBeUndefined();
  });

  test('for casts that the event does not have are said to be lost', async () => {
    const writer = open();
    const write = writer.write([spellChange(1, 'tide')]);
    await server.next({ ok: true, value: [] });
    expect(await write.settled).toEqual([]);
    expect(writer.refused.value).toMatchObject({ casts: 1, failure: { code: 'cast-unknown' } });
  });

  test('for deleted casts vanish with them', async () => {
    const writer = useLabelWriter(server.send, server.link, () => 'Ada', () => true); // prettier-ignore
    const write = writer.write([spellChange(1, 'tide')]);
    await server.next({ ok: true, value: [] });
    expect(await write.settled).toEqual([]);
    expect(writer.refused.value).toBeUndefined();
  });

  test('wait while the server cannot store them', async () => {
    const writer = open();
    writer.write([spellChange(1, 'tide')]);
    await server.next({ ok: false, failure: toFailure('internal') });
    expect(writer.delay.value?.code).toBe('internal');
    await server.next();
    expect(writer.delay.value).toBeUndefined();
    expect(writer.refused.value).toBeUndefined();
    expect(server.labels.get(idOf(1))?.spell).toBe('tide');
  });
});

describe('taking labels back', () => {
  test('restores what each cast had, even before its label was stored', async () => {
    server.store(spellChange(1, 'gale'), 'Bea');
    const earlier = server.labels.get(idOf(1)) ?? null;
    const writer = open();
    writer.receive([{ castId: idOf(1), label: earlier }]);
    const write = writer.write([spellChange(1, 'tide'), spellChange(2, 'tide')]);
    write.revert();
    expect([1, 2].map((n) => writer.labels.value.get(idOf(n)))).toEqual([earlier, undefined]);
    await server.next();
    await server.next();
    expect(server.messages[1]).toEqual([
      { ...spellChange(1, 'gale'), restores: true },
      { castId: idOf(2), kind: 'withdraw' },
    ]);
    expect(writer.waiting.value).toBe(0);
  });

  test('sends nothing for labels that were refused', async () => {
    const writer = open();
    const write = writer.write([spellChange(1, 'unknown')]);
    const back = write.revert();
    await server.next({ ok: false, failure: toFailure('spell-unknown') });
    expect(await back.settled).toEqual([]);
    expect(server.messages).toHaveLength(1);
  });

  test('leaves what another member said after it', async () => {
    const writer = open();
    const writes = [1, 2].map((n) => writer.write([spellChange(n, 'tide')]));
    await server.next();
    await server.next();
    const label = (n: number, spell: string) => ({
      ...{ castId: idOf(n), label: server.store(spellChange(n, spell), 'Bea').label },
    });
    writer.receive([label(1, 'gale'), label(2, 'tide')]);
    for (const write of writes.toReversed()) expect(await write.revert().settled).toEqual([]);
    expect(server.messages).toHaveLength(2);
    expect(writer.labels.value.get(idOf(1))).toMatchObject({ spell: 'gale', by: 'Bea' });
  });

  test('leaves a label that the cast had already', async () => {
    const writer = open();
    const first = writer.write([spellChange(1, 'tide')]);
    const second = writer.write([spellChange(1, 'tide')]);
    await server.next();
    await server.next();
    expect([first.changed(), second.changed()]).toEqual([1, 0]);
    expect(await second.revert().settled).toEqual([]);
    expect(server.labels.get(idOf(1))?.spell).toBe('tide');
    first.revert();
    await server.next();
    expect(server.labels.has(idOf(1))).toBe(false);
  });

  test('restores what a cast had before a label whose answer was lost', async () => {
    const writer = open();
    const write = writer.write([spellChange(1, 'tide')]);
    await server.next('lose');
    await server.next();
    write.revert();
    await server.next();
    expect(server.labels.has(idOf(1))).toBe(false);
  });

  test('of being unsure says that one is sure', async () => {
    const writer = open();
    const write = writer.write([{ castId: idOf(1), kind: 'unsure' }]);
    write.revert();
    await server.next();
    await server.next();
    expect(server.messages[1]).toEqual([{ castId: idOf(1), kind: 'sure' }]);
  });
});

describe('a label of another member', () => {
  test('that came just before is shown as a conflict, with both', async () => {
    const writer = open();
    writer.write([spellChange(1, 'tide')], null);
    server.store(spellChange(1, 'gale'), 'Bea');
    await server.next();
    expect(writer.conflicts.value).toMatchObject([
      { castId: idOf(1), mine: { spell: 'tide' }, theirs: { spell: 'gale', by: 'Bea' }, isTheirsCurrent: false },
    ]);
  });

  test('that came after is shown too, unless both agree in the end', async () => {
    const writer = open();
    writer.write([spellChange(1, 'tide')], null);
    await server.next();
    const later = (spell: string) => [{ castId: idOf(1), label: server.store(spellChange(1, spell), 'Bea').label }];
    writer.receive(later('gale'));
    expect(writer.conflicts.value).toMatchObject([{ mine: { spell: 'tide' }, isTheirsCurrent: true }]);
    writer.receive(later('tide'));
    expect(writer.conflicts.value).toEqual([]);
  });

  test('that was visible, is the same, or was hidden for a second look, is none', async () => {
    const visible = server.store(spellChange(1, 'gale'), 'Bea').label;
    server.store(spellChange(2, 'tide'), 'Bea');
    server.store(spellChange(3, 'gale'), 'Bea');
    const writer = open();
    writer.write([spellChange(1, 'tide')], visible);
    writer.write([spellChange(2, 'tide')], null);
    writer.write([spellChange(3, 'tide')]);
    await server.next();
    await server.next();
    expect(writer.conflicts.value).toEqual([]);
  });
});

describe('lost answers on an open connection', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('make the page wait longer and longer before it sends again', async () => {
    const sent: number[] = [];
    const began = Date.now();
    const send = (): Promise<Answer<never[]>> => {
      sent.push(Date.now() - began);
      return Promise.reject(new Error('lost'));
    };
    useLabelWriter(send, server.link, () => 'Ada').write([spellChange(1, 'tide')]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(sent).toEqual([0, 250, 750, 1_750, 3_750]);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sent.length).toBeLessThan(30);

    const before = sent.length;
    server.link.value = { kind: 'connecting' };
    await nextTick();
    server.link.value = { kind: 'open' };
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(before + 1); // a new connection does not wait
  });
});

describe('after a welcome', () => {
  const label = (spell: string, by: string): CastLabel => ({ spell: spell as SpellId, at: 5, by });
  const reading = (labels: ReadonlyMap<CastId, CastLabel | null>) => (castIds: CastId[]) =>
    Promise.resolve({
      ok: true as const,
      value: castIds.flatMap((castId) => (labels.has(castId) ? [{ castId, label: labels.get(castId) ?? null }] : [])),
    });

  test('labels that others changed meanwhile are shown, also those announced while reading', async () => {
    const writer = open();
    writer.receive([1, 2, 3, 4].map((n) => ({ castId: idOf(n), label: label('tide', 'Bea') })));
    const now = new Map([
      [idOf(1), label('gale', 'Cleo')],
      [idOf(2), null],
      [idOf(3), label('tide', 'Bea')],
    ]);
    const reread = writer.welcomed(true, reading(now));
    writer.receive([{ castId: idOf(3), label: label('ember', 'Cleo') }]);
    await reread;
    const shown = [1, 2, 3, 4].map((n) => writer.labels.value.get(idOf(n))?.spell);
    expect(shown).toEqual(['gale', undefined, 'ember', undefined]);
    expect(writer.labels.value.has(idOf(4))).toBe(false); // could not be read: better unknown than stale
  });

  test('of another event, nothing of the one before is left', async () => {
    const writer = open();
    writer.write([spellChange(1, 'tide')]);
    await server.next();
    writer.receive([{ castId: idOf(1), label: label('gale', 'Bea') }]);
    expect(writer.conflicts.value).toHaveLength(1);
    await writer.welcomed(false, () => Promise.reject(new Error('reads nothing')));
    expect([writer.labels.value.size, writer.conflicts.value]).toEqual([0, []]);
  });

  test('at most 1,200 casts are read, those that changed last', async () => {
    const read: CastId[][] = [];
    const writer = open();
    writer.receive(Array.from({ length: 1_300 }, (_, n) => ({ castId: idOf(n), label: null })));
    await writer.welcomed(true, (castIds) => {
      read.push(castIds);
      return Promise.resolve({ ok: true, value: castIds.map((castId) => ({ castId, label: null })) });
    });
    expect([read.length, read[0]?.[0], read.at(-1)?.at(-1)]).toEqual([20, idOf(100), idOf(1_299)]);
  });
});
