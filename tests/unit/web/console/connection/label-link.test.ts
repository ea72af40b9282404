import type { Answer, CastId, CastLabel, LabeledCast, SpellId } from '@wandcast/protocol';
import { expect, test, vi } from 'vitest';
import { nextTick, shallowRef } from 'vue';
import { useLabelLink } from '../../../../../apps/web/src/console/connection/labels/label-link';
import { useLabelWriter, type LabelChange } from '../../../../../apps/web/src/console/connection/labels/label-writer';
import type { ConnectionState } from '../../../../../apps/web/src/shared/connection/socket-connection';

const castId = '00000000-0000-7000-8000-000000000001' as CastId;
const other = '00000000-0000-7000-8000-000000000002' as CastId;
const label = (spell: string, by: string, at: number): CastLabel => ({ spell: spell as SpellId, at, by });
const change: LabelChange = { castId, kind: 'spell', spell: 'tide' as SpellId };

/** Ada has labeled a cast; then her connection is lost, and she takes the label back, and labels another cast. */
async function undoneOffline() {
  const sent: LabelChange[][] = [];
  const send = (changes: LabelChange[]): Promise<Answer<LabeledCast[]>> => {
    sent.push(changes);
    return Promise.resolve({ ok: true, value: [{ castId, label: label('tide', 'Ada', 1), before: null }] });
  };
  const link = shallowRef<ConnectionState>({ kind: 'connecting' });
  const labelLink = useLabelLink(link);
  const writer = useLabelWriter(send, link, () => 'Ada', () => false, labelLink.isCurrent); // prettier-ignore
  link.value = { kind: 'open' };
  labelLink.welcomed(() => writer.welcomed(false, () => Promise.reject(new Error('there is nothing to read'))));
  const write = writer.write([change]);
  await write.settled;
  expect(sent).toEqual([[change]]);
  link.value = { kind: 'reconnecting' };
  write.revert();
  link.value = { kind: 'open' };
  await nextTick();
  return { ...{ sent, link, labelLink, writer } };
}

const reading = (current: CastLabel) => () =>
  Promise.resolve({ ok: true as const, value: [{ castId, label: current }] });

test('an undo waits until the labels are read that others gave meanwhile, and takes none of them back', async () => {
  const { sent, labelLink, writer } = await undoneOffline();
  expect(sent).toHaveLength(1);
  labelLink.welcomed(() => writer.welcomed(true, reading(label('gale', 'Bea', 2))));
  await vi.waitFor(() => {
    expect(writer.waiting.value).toBe(0);
  });
  expect(sent).toHaveLength(1);
  expect(writer.labels.value.get(castId)?.by).toBe('Bea');
});

test('an undo of a label that nobody changed is sent as soon as that is known, also if reading it fails at first', async () => {
  const { sent, labelLink, writer } = await undoneOffline();
  let readings = 0;
  labelLink.welcomed(() => {
    const fails = () => Promise.reject(new Error('overloaded'));
    return writer.welcomed(true, readings++ === 0 ? fails : reading(label('tide', 'Ada', 1)));
  });
  await nextTick();
  expect(sent).toHaveLength(1);
  await vi.waitFor(
    () => {
      expect(sent[1]).toEqual([{ castId, kind: 'withdraw' }]);
    },
    { timeout: 5_000 },
  );
  expect(readings).toBe(2);
});

test('labels that could not be read at first are read again, so that a later undo takes none of them back', async () => {
  const { sent, link, labelLink, writer } = await undoneOffline();
  labelLink.welcomed(() => writer.welcomed(true, reading(label('gale', 'Ada', 2))));
  await vi.waitFor(() => {
    expect(writer.waiting.value).toBe(0);
  });
  link.value = { kind: 'reconnecting' };
  link.value = { kind: 'open' };
  let readings = 0;
  labelLink.welcomed(() => {
    const fails = () => Promise.reject(new Error('overloaded'));
    return writer.welcomed(true, readings++ === 0 ? fails : reading(label('veil', 'Bea', 3)));
  });
  await vi.waitFor(
    () => {
      expect(labelLink.isCurrent.value).toBe(true);
    },
    { timeout: 5_000 },
  );
  expect([writer.labels.value.get(castId)?.by, sent.length]).toEqual(['Bea', 1]);
});

test('labels are sent before the earlier ones are known', async () => {
  const { sent, link, labelLink, writer } = await undoneOffline();
  labelLink.welcomed(() => writer.welcomed(true, reading(label('tide', 'Ada', 1))));
  await vi.waitFor(() => {
    expect(sent).toHaveLength(2);
  });
  link.value = { kind: 'reconnecting' };
  link.value = { kind: 'open' };
  writer.write([{ ...change, castId: other }]);
  await vi.waitFor(() => {
    expect(sent[2]).toEqual([{ ...change, castId: other }]);
  });
  expect(labelLink.isCurrent.value).toBe(false);
});

test('what was read for an earlier connection does not count for the next one', async () => {
  const { sent, link, labelLink } = await undoneOffline();
  let read: (all: boolean) => void = () => undefined;
  labelLink.welcomed(() => new Promise((resolve) => (read = resolve)));
  link.value = { kind: 'reconnecting' };
  link.value = { kind: 'open' };
  read(true);
  await nextTick();
  expect([labelLink.isCurrent.value, sent.length]).toEqual([false, 1]);
});
