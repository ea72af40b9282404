import type { EventDetails, ListedEvent } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { compareFigures, figuresOf } from '../../../../../apps/web/src/console/evenings/evening-figures';
import { eveningFiles } from '../../../../../apps/web/src/console/evenings/files/evening-files';
import { lengthText, meanText, shareText, whenText } from '../../../../../apps/web/src/console/evenings/evening-text';
import {
  eveningsHash,
  eveningsViewOf,
  type EveningsView,
} from '../../../../../apps/web/src/console/evenings/evenings-hash';
import { undoCopy } from '../../../../../apps/web/src/console/evenings/undo-copy';

const MINUTE = 60_000;
const AT = new Date(2026, 10, 25, 19, 30).getTime();
const event = (change: Partial<ListedEvent> = {}): ListedEvent =>
  ({
    ...{ id: 'a', code: 'MOTH42', title: 'Friday', createdAt: AT, isCurrent: false, deletedAt: null },
    book: { id: 'b', name: 'First spells', archived: false, spells: [] },
    ...{ people: 40, casts: 500, labeled: 100, rounds: 3, imported: { people: 0, casts: 0 } },
    times: { from: AT, until: AT + 80 * MINUTE, stepMs: MINUTE, casts: [] },
    ...change,
  }) as ListedEvent;
const details = (change: Partial<EventDetails> = {}): EventDetails => ({
  ...{ event: event(), summaryUrl: '', taught: 120, predicted: 200, recognized: 150, spells: [], accuracy: [] },
  ...{ steps: [], rounds: [], board: [], players: 0, models: [] },
  ...change,
});
const valueOf = (all: readonly { name: string; value: string }[], name: string): string | undefined =>
  all.find((figure) => figure.name === name)?.value;

describe('the address of the screen', () => {
  test.each<EveningsView>([
    { kind: 'list' },
    { kind: 'one', eventId: 'a-1' },
    { kind: 'two', eventIds: ['a-1', 'b-2'] },
  ])('$kind is read back', (view) => {
    expect(eveningsViewOf(eveningsHash(view))).toEqual(view);
  });
  test('shows the list if it names only one evening to compare', () => {
    expect(eveningsViewOf('#evenings?compare=a-1')).toEqual({ kind: 'list' });
    expect(eveningsViewOf('#evenings?open=')).toEqual({ kind: 'list' });
  });
});

describe('texts of an evening', () => {
  test('say when it was and how long it took', () => {
    expect(whenText(event())).toMatch(/25 Nov 2026, 1 h 20 min$/);
    expect(whenText(event({ times: null }))).toMatch(/25 Nov 2026, no casts yet$/);
    expect([0, 10_000, 59 * MINUTE, 60 * MINUTE].map((ms) => lengthText({ from: 0, until: ms }))).toEqual(
      ['1 min', '1 min', '59 min', '1 h'], // prettier-ignore
    );
  });
  test('have no share and no mean of nothing', () => {
    expect([shareText(3, 4), shareText(0, 0), meanText(5, 2), meanText(0, 0)]).toEqual(
      ['75% (3 of 4)', '–', '2.5', '–'], // prettier-ignore
    );
  });
});

describe('figures', () => {
  test('of one evening', () => {
    const all = figuresOf(details({ event: event({ imported: { people: 2, casts: 30 } }) }));
    expect(valueOf(all, 'Casts per person')).toBe('12.5');
    expect(valueOf(all, 'Recognized')).toBe('75% (150 of 200)');
    expect(valueOf(all, 'Labeled')).toBe('20% (100 of 500)');
    expect(valueOf(all, 'Imported, beside these')).toBe('30 casts of 2 people');
    expect(valueOf(figuresOf(details()), 'Imported, beside these')).toBe('–');
  });
  test('of two evenings side by side, with the recall of every spell of either', () => {
    const asked = (spell: string, right: number) => ({ spell, asked: 10, right, fizzled: 0, mistaken: null }) as never;
    const spells = [
      { id: 'tide', name: 'Tide' },
      { id: 'gale', name: 'Gale' },
    ] as never;
    const rows = compareFigures(
      details({ spells, accuracy: [asked('tide', 9)] }),
      details({ spells, accuracy: [asked('tide', 4), asked('gale', 10)], event: event({ people: 10 }) }),
    );
    const row = (name: string) => rows.find((one) => one.name === name)?.values;
    expect(row('People')).toEqual(['40', '10']);
    expect(row('Recall of Tide')).toEqual(['90% (9 of 10)', '40% (4 of 10)']);
    expect(row('Recall of Gale')).toEqual(['–', '100% (10 of 10)']);
  });
});

test('files are those of the evening, with or without imported casts', () => {
  expect(eveningFiles('/api/rooms/R', event(), true)).toEqual({
    results: '/api/rooms/R/results.csv?event=MOTH42',
    ndjson: '/api/rooms/R/casts.ndjson?event=MOTH42',
    csv: '/api/rooms/R/casts.csv?event=MOTH42',
    whole: '/api/rooms/R/evenings/MOTH42',
  });
  expect(eveningFiles('/api/rooms/R', event(), false).ndjson).toBe(
    '/api/rooms/R/casts.ndjson?event=MOTH42&imported=no',
  );
});

describe('undoing a copy', () => {
  const before = { stepIds: ['s'], bookId: 'b' };
  function clientOf(isOpened: boolean) {
    const calls: string[] = [];
    const answer = (ok: boolean) => (call: string) => {
      calls.push(call);
      return Promise.resolve({ ok });
    };
    const client = {
      openBook: answer(isOpened),
      events: { useSteps: (ids: readonly string[]) => answer(true)(ids.join()) },
    } as unknown as Parameters<typeof undoCopy>[0];
    return { calls, client };
  }
  test('restores the book first, then the steps', async () => {
    const { calls, client } = clientOf(true);
    expect(await undoCopy(client, { plan: true, book: true }, before)).toMatchObject({ ok: true });
    expect(calls).toEqual(['b', 's']);
  });
  test('restores only what was copied', async () => {
    const { calls, client } = clientOf(true);
    await undoCopy(client, { plan: true, book: false }, before);
    expect(calls).toEqual(['s']);
    await undoCopy(client, { plan: false, book: true }, before);
    expect(calls).toEqual(['s', 'b']);
  });
  test('leaves the steps if the book cannot be restored', async () => {
    const { calls, client } = clientOf(false);
    expect(await undoCopy(client, { plan: true, book: true }, before)).toMatchObject({ ok: false });
    expect(calls).toEqual(['b']);
  });
});
