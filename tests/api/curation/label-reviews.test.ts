import { starterSpellbook } from '@wandcast/gesture';
import type { CastComment, CastId, CastPicture, LabeledCast, QueuedCast, QueueState } from '@wandcast/protocol';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeMember, startTestServer, type TestServer } from '../../support/test-server.js';
import { castAll, casts, openConsole, type ConsoleClient } from '../../support/console-client.js';

let server: TestServer;
let ada: ConsoleClient;
let bea: ConsoleClient;
let castIds: CastId[];
beforeAll(async () => {
  server = await startTestServer();
  ada = await openConsole(server);
  await ada.ask('room:learn', { learning: false });
  bea = await openConsole(
    server,
    await becomeMember(await ada.ask('member:invite', { role: 'moderator', note: '' }), 'Bea'),
  );
  const [ember, tide] = starterSpellbook;
  const cast = await castAll(server, casts(ember?.glyph ?? '', 3, 4, 7));
  await castAll(server, casts(tide?.glyph ?? '', 2, 4, 8));
  castIds = cast.map(({ castId }) => castId);
});
afterAll(async () => {
  for (const client of [ada, bea]) client.socket.disconnect();
  await server.remove();
});

interface Change {
  readonly castId: CastId;
  readonly kind: string;
  readonly spell?: string;
  readonly review?: true;
  readonly restores?: true;
}
const label = (client: ConsoleClient, ...labels: Change[]): Promise<LabeledCast[]> =>
  client.ask('casts:label', { labels });
const spell = (castId: CastId, name: string): Change => ({ castId, kind: 'spell', spell: name });
const take = (client: ConsoleClient, part: object = {}): Promise<QueuedCast[]> =>
  client.ask('queue:take', { count: 40, only: null, except: [], ...part });
const idsOf = (taken: readonly QueuedCast[]): CastId[] => taken.map(({ picture }) => picture.castId);
const waiting = async (client: ConsoleClient): Promise<QueueState['waiting']> =>
  (await client.ask<QueueState>('queue:show', {})).waiting;
const leave = (): Promise<unknown> => Promise.all([ada, bea].map((client) => client.ask('queue:leave', {})));
const stored = async (castId: CastId): Promise<string[]> =>
  (await server.query<{ kind: string }>('SELECT kind FROM labels WHERE cast_id = $1 ORDER BY id', [castId])).map(
    ({ kind }) => kind,
  );

function cast(place: number): CastId {
  const castId = castIds[place];
  if (castId === undefined) throw new Error('there are not that many casts');
  return castId;
}

describe('[Q4] a repeated label', () => {
  test('is stored once, and answered as the first time', async () => {
    const castId = cast(0);
    await label(bea, spell(castId, 'gale'));
    const first = await label(ada, spell(castId, 'tide'));
    expect(await label(ada, spell(castId, 'tide'))).toEqual(first.map((one) => ({ ...one, repeated: true })));
    expect(first).toMatchObject([{ label: { spell: 'tide' }, before: { spell: 'gale', by: 'Bea' } }]);
    expect(await stored(castId)).toEqual(['spell', 'spell']);

    const back = await label(ada, { castId, kind: 'withdraw' });
    expect(await label(ada, { castId, kind: 'withdraw' })).toEqual(back.map((one) => ({ ...one, repeated: true })));
    expect(back).toMatchObject([{ label: null, before: { spell: 'tide' } }]);
    expect(await stored(castId)).toEqual(['spell', 'spell', 'withdraw']);
  });

  test('is stored again if another member labeled the cast in between', async () => {
    const castId = cast(1);
    await label(ada, spell(castId, 'tide'));
    await label(bea, spell(castId, 'gale'));
    expect(await label(ada, spell(castId, 'tide'))).toMatchObject([{ before: { spell: 'gale' } }]);
    expect(await stored(castId)).toEqual(['spell', 'spell', 'spell']);
    await label(ada, { castId, kind: 'withdraw' });
    await label(bea, { castId, kind: 'withdraw' });
  });
});

describe('[Q4] a label that restores the one of another member', () => {
  test('stays theirs, in their history and in what members said', async () => {
    const castId = cast(5);
    await label(bea, spell(castId, 'gale'));
    await label(ada, spell(castId, 'tide'));
    const back: Change = { ...spell(castId, 'gale'), restores: true };
    const first = await label(ada, back);
    expect(first).toMatchObject([{ label: { spell: 'gale', by: 'Bea' }, before: { spell: 'tide' } }]);
    expect(await label(ada, back)).toMatchObject([{ label: { by: 'Bea' }, repeated: true }]); // its answer was lost
    expect(await stored(castId)).toEqual(['spell', 'spell', 'withdraw', 'spell']);
    expect(idsOf(await take(ada, { only: 'mine' }))).not.toContain(castId);
    expect(idsOf(await take(bea, { only: 'mine' }))).toContain(castId);
    expect(await waiting(ada)).toMatchObject({ disagreement: 0 }); // nobody else has an opinion anymore
    await label(bea, { castId, kind: 'withdraw' });
    await leave();
  });

  test('gives its sender back what they had said themselves before', async () => {
    const castId = cast(5);
    const before = (await waiting(ada)).disagreement;
    await label(ada, spell(castId, 'tide'));
    await label(bea, spell(castId, 'gale'));
    await label(ada, spell(castId, 'veil')); // a slip
    const [back] = await label(ada, { ...spell(castId, 'gale'), restores: true });
    expect(back).toMatchObject({ label: { spell: 'gale', by: 'Bea' }, before: { spell: 'veil' } });
    expect((await stored(castId)).slice(-5)).toEqual(['spell', 'spell', 'spell', 'spell', 'spell']);
    expect((await waiting(ada)).disagreement).toBe(before + 1); // Ada said Tide, Bea says Gale
    await label(ada, { ...spell(castId, 'gale'), restores: true }); // nothing is left to take back
    expect((await waiting(ada)).disagreement).toBe(before + 1);
    await label(bea, { castId, kind: 'withdraw' });
    await label(ada, { castId, kind: 'withdraw' });
    await leave();
  });

  test('leaves no opinion of its sender who takes back two labels', async () => {
    const castId = cast(5);
    const before = (await waiting(ada)).disagreement;
    await label(bea, spell(castId, 'gale'));
    for (const slip of ['tide', 'veil', 'tide']) await label(ada, spell(castId, slip)); // the last takes back the second
    await label(ada, { ...spell(castId, 'gale'), restores: true });
    expect((await waiting(ada)).disagreement).toBe(before);
    await label(bea, { castId, kind: 'withdraw' });
    await leave();
  });

  test('is the own label of a member who restores what nobody else said', async () => {
    const castId = cast(5);
    expect(await label(ada, { ...spell(castId, 'veil'), restores: true })).toMatchObject([
      { label: { by: ada.state.me.name } },
    ]);
    await label(ada, { castId, kind: 'withdraw' });
    await leave();
  });
});

describe('[Q5] a member who is unsure', () => {
  test('twice is stored once', async () => {
    const castId = cast(6);
    const unsure: Change = { castId, kind: 'unsure' };
    expect((await label(ada, unsure))[0]?.repeated).toBeUndefined();
    expect((await label(ada, unsure))[0]?.repeated).toBe(true);
    expect(await stored(castId)).toEqual(['unsure']);
    await label(ada, { castId, kind: 'sure' });
    expect(await stored(castId)).toEqual([]);
  });

  test('leaves the cast to others, who learn of it, and finds it again on request', async () => {
    const castId = cast(2);
    expect(await label(ada, { castId, kind: 'unsure' })).toMatchObject([{ label: null, before: null }]);
    expect(idsOf(await take(ada))).not.toContain(castId);
    await leave();
    expect(await waiting(ada)).toMatchObject({ unsure: 1 });
    const [offered] = (await take(bea)).filter(({ picture }) => picture.castId === castId);
    expect(offered).toMatchObject({ slice: 'unsure', opinions: [{ kind: 'unsure', spell: null }] });
    await leave();
    expect(idsOf(await take(ada, { only: 'unsure' }))).toEqual([castId]);
    await label(ada, { castId, kind: 'sure' });
    expect(await stored(castId)).toEqual([]);
    await leave();
    expect(idsOf(await take(ada))).toContain(castId);
    await leave();
  });

  test('changes no label that the cast has', async () => {
    const castId = cast(3);
    await label(bea, spell(castId, 'gale'));
    expect(await label(ada, { castId, kind: 'unsure' })).toMatchObject([
      { label: { spell: 'gale' }, before: { spell: 'gale' } },
    ]);
    const [shown] = await ada.ask<CastPicture[]>('casts:show', { castIds: [castId] });
    expect(shown?.label?.spell).toBe('gale');
    await label(bea, { castId, kind: 'withdraw' });
    await label(ada, { castId, kind: 'sure' });
  });
});

describe('[Q6] a disagreement', () => {
  test('is offered for review, with what everyone said, until somebody settles it', async () => {
    const castId = cast(4);
    await label(ada, spell(castId, 'tide'));
    await label(bea, spell(castId, 'gale'));
    expect(await waiting(ada)).toMatchObject({ disagreement: 1 });
    expect(idsOf(await take(ada))).not.toContain(castId); // only on request
    await leave();
    const [review] = await take(ada, { only: 'disagreement' });
    expect(review?.picture.castId).toBe(castId);
    expect(review?.opinions.map(({ kind, spell: own }) => [kind, own])).toEqual([
      ['spell', 'tide'],
      ['spell', 'gale'],
    ]);
    await label(ada, { ...spell(castId, 'tide'), review: true });
    expect(await waiting(ada)).toMatchObject({ disagreement: 0 });
    expect(await take(bea, { only: 'disagreement' })).toEqual([]);
    await label(bea, spell(castId, 'ember')); // a new disagreement
    expect(await waiting(ada)).toMatchObject({ disagreement: 1 });
  });

  test('is settled when a member confirms their own newest label, until that is undone', async () => {
    const castId = cast(11);
    const before = await waiting(ada);
    await label(bea, spell(castId, 'gale'));
    await label(ada, spell(castId, 'tide'));
    expect(await waiting(ada)).toMatchObject({ disagreement: before.disagreement + 1 });
    const review = { ...spell(castId, 'tide'), review: true } as const;
    const [first] = await label(ada, review);
    expect(await waiting(ada)).toMatchObject({ disagreement: before.disagreement });
    expect(await label(ada, review)).toEqual([{ ...first, repeated: true }]);
    await label(ada, spell(castId, 'tide'));
    expect(await waiting(ada)).toMatchObject({ disagreement: before.disagreement + 1 });
    for (const client of [ada, bea]) await label(client, { castId, kind: 'withdraw' });
  });

  test('is none if members agree or one withdrew', async () => {
    const castId = cast(5);
    await label(ada, spell(castId, 'tide'));
    await label(bea, spell(castId, 'tide'));
    const before = await waiting(ada);
    await label(bea, { castId, kind: 'discard' });
    expect((await waiting(ada)).disagreement).toBe(before.disagreement + 1);
    await label(ada, { castId, kind: 'withdraw' });
    expect((await waiting(ada)).disagreement).toBe(before.disagreement);
  });
});

describe('[Q7] the queue', () => {
  test('shows a member their own labels, newest first', async () => {
    const [first, second] = [cast(6), cast(7)];
    await label(ada, spell(first, 'tide'));
    await label(ada, spell(second, 'gale'));
    const mine = await take(ada, { only: 'mine' });
    expect(idsOf(mine).slice(0, 2)).toEqual([second, first]);
    expect(mine[0]).toMatchObject({ slice: 'mine', picture: { label: { spell: 'gale' } } });
    expect(idsOf(await take(bea, { only: 'mine' }))).not.toContain(first);
  });

  test('can be limited to a person and to a spell', async () => {
    const [some] = await take(ada);
    const person = some?.picture.participantId;
    await leave();
    const ofPerson = await take(ada, { person });
    expect(ofPerson.length).toBeGreaterThan(0);
    expect(new Set(ofPerson.map(({ picture }) => picture.participantId))).toEqual(new Set([person]));
    await leave();
    await expect.poll(async () => (await ada.ask<QueueState>('queue:show', {})).scored).toBe(20);
    const ofSpell = await take(ada, { spell: 'tide' });
    expect(ofSpell.length).toBeGreaterThan(0);
    expect(ofSpell.every(({ guess, picture }) => guess?.spell === 'tide' || picture.spell === 'tide')).toBe(true);
    await leave();
  });
});

describe('[Q8] a comment', () => {
  test('is kept beside the cast, one of each member, and removed if it is empty', async () => {
    const castId = cast(8);
    const comment = (client: ConsoleClient, text: string): Promise<CastComment[]> =>
      client.ask('cast:comment', { castId, text });
    await comment(ada, 'left-handed?');
    await comment(bea, 'starts late');
    expect((await comment(ada, 'left-handed')).map(({ text }) => text)).toEqual(['starts late', 'left-handed']);
    const [shown] = await bea.ask<CastPicture[]>('casts:show', { castIds: [castId] });
    expect(shown?.comments).toMatchObject([{ by: 'Bea', text: 'starts late' }, { text: 'left-handed' }]);
    expect(await comment(bea, '  ')).toHaveLength(1);
  });

  test('is refused for unknown casts and if it is too long', async () => {
    expect(await ada.refusal('cast:comment', { castId: v7(), text: 'who?' })).toBe('cast-unknown');
    expect(await ada.refusal('cast:comment', { castId: cast(8), text: 'a'.repeat(501) })).toBe('invalid-message');
  });
});
