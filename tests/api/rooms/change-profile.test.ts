import type { Answer, ConsoleParticipant, Participant, Profile } from '@wandcast/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type ConsoleClient } from '../../support/console-client.js';
import { openStage } from '../../support/room/stage-client.js';
import { nextMessage, startTestServer, type TestServer } from '../../support/test-server.js';
import { joinWand, type TestWand } from '../../support/room/test-wand.js';

let server: TestServer;
let client: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer();
  client = await openConsole(server);
});
afterAll(async () => {
  client.socket.disconnect();
  await server.remove();
});

const profileOf = (nickname: string, change: Partial<Profile> = {}): Profile => ({
  ...{ nickname, sigil: 'moth', metal: 'brass' },
  ...change,
});
const change = (wand: TestWand, profile: object) => wand.ask<Participant>('me:change', { profile });
const listed = async ({ me }: TestWand) =>
  (await client.ask<ConsoleParticipant[]>('participants:list', {})).find(({ id }) => id === me.id);

describe('[O5] a participant who changes their profile', () => {
  test('keeps id, grove and slot; every page of theirs, stages and consoles are told', async () => {
    const wand = await joinWand(server);
    const [otherPage, stage] = [await joinWand(server, 'Quiet Otter', wand.key), await openStage(server)];
    const slot = stage.snapshot.wands.find(({ id }) => id === wand.me.id)?.slot;
    const told = [wand, otherPage].map(({ socket }) => nextMessage<Participant>(socket, 'me:changed'));
    const onConsole = client.waitForMessage('participants:changed');
    const expected = { ...wand.me, nickname: 'Amber Newt', sigil: 'comet', metal: 'silver' };
    expect(await change(wand, profileOf('Amber Newt', { sigil: 'comet', metal: 'silver' }))).toEqual(expected);
    expect(await Promise.all(told)).toEqual([expected, expected]);
    const { joined } = await stage.frame(({ joined = [] }) => joined.some(({ nickname }) => nickname === 'Amber Newt'));
    expect(joined).toEqual([{ ...expected, slot }]);
    await onConsole;
    expect(await listed(wand)).toMatchObject({ nickname: 'Amber Newt', enteredName: null });
    for (const { socket } of [wand, otherPage, stage]) socket.disconnect();
    const again = await joinWand(server, 'Amber Newt', wand.key);
    expect(again.me).toMatchObject({ id: wand.me.id, grove: wand.me.grove, nickname: 'Amber Newt' });
    again.socket.disconnect();
  });

  test('gets a generated name if the filter rejects theirs, and keeps a moderator’s name', async () => {
    const wand = await joinWand(server);
    const rude = await change(wand, profileOf('Sh1t Wizard'));
    expect(rude.nickname).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    expect(await listed(wand)).toMatchObject({ nickname: rude.nickname, enteredName: 'Sh1t Wizard', flagged: true });
    expect((await change(wand, profileOf('Polite Wizard'))).nickname).toBe('Polite Wizard');
    await client.ask('participant:rename', { participantId: wand.me.id, name: 'Ada L' });
    expect((await change(wand, profileOf('Brisk Wren'))).nickname).toBe('Ada L');
    expect(await listed(wand)).toMatchObject({ nickname: 'Ada L', enteredName: 'Brisk Wren' });
    wand.socket.disconnect();
  });

  test('stays hidden from the stage', async () => {
    const [wand, stage] = [await joinWand(server), await openStage(server)];
    await client.ask('participant:hide', { participantId: wand.me.id, hidden: true });
    await change(wand, profileOf('Hidden Hare'));
    const marker = await joinWand(server, 'Marker');
    await stage.frame(({ joined = [] }) => joined.some(({ id }) => id === marker.me.id));
    expect(stage.frames.flatMap(({ joined = [] }) => joined).map(({ nickname }) => nickname)).not.toContain(
      'Hidden Hare',
    );
    for (const { socket } of [wand, stage, marker]) socket.disconnect();
  });

  test('is refused without a proper profile, and after ten changes in a minute', async () => {
    const wand = await joinWand(server);
    for (const profile of [{}, profileOf('  '), profileOf('Ada', { sigil: 'dragon' as never })])
      await expect(change(wand, profile)).rejects.toThrow('invalid-message');
    for (let i = 0; i < 10; i++) await change(wand, profileOf(`Brisk Wren ${i}`));
    await expect(change(wand, profileOf('Brisk Wren 10'))).rejects.toThrow('too-many-tries');
    expect(await listed(wand)).toMatchObject({ nickname: 'Brisk Wren 9' });
    wand.socket.disconnect();
  });

  test('is refused once the next event has begun', async () => {
    const wand = await joinWand(server);
    await client.ask('event:begin', { after: server.code, title: 'The next talk', bookId: client.state.books.current });
    const answer = (await wand.socket.emitWithAck('me:change', {
      profile: profileOf('Late Hare'),
    })) as Answer<Participant>;
    expect(answer).toMatchObject({ ok: false, failure: { code: 'event-over' } });
    wand.socket.disconnect();
  });
});
