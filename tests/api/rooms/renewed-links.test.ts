import type { ListedRoom, PageLinks, PreflightWelcome } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole, openRoom } from '../../support/console-client.js';
import {
  connect,
  connectionResult,
  nextMessage,
  startTestServer,
  tokenOf,
  type TestServer,
} from '../../support/test-server.js';

const room = openRoom();
let node: TestServer;
beforeAll(async () => {
  node = await startTestServer({ databaseUrl: room.server.databaseUrl });
});
afterAll(() => node.remove());

const stage = (server: TestServer, link: string): Socket => connect(server, '/stage', { token: tokenOf(link) });
const mayReport = async (server: TestServer, link: string): Promise<boolean> => {
  const phone = connect(server, '/preflight', { token: tokenOf(link) });
  const { mayReport: may } = await nextMessage<PreflightWelcome>(phone, 'preflight:welcomed');
  phone.disconnect();
  return may;
};

test('[H12] renewed links replace the old ones at once, on every node and after restarts', async () => {
  const { stageUrl, preflightUrl } = room.client.state;
  const stages = [stage(room.server, stageUrl), stage(node, stageUrl)];
  await Promise.all(stages.map((socket) => nextMessage(socket, 'stage:welcomed')));
  const reporting = connect(node, '/preflight', { token: tokenOf(preflightUrl) });
  await nextMessage(reporting, 'preflight:welcomed');
  const measuring = connect(node, '/preflight', {});
  await nextMessage(measuring, 'preflight:welcomed');
  const other = await openConsole(node);

  const told = stages.map((socket) => nextMessage(socket, 'link:replaced'));
  const ended = [...stages, reporting].map((socket) => nextMessage(socket, 'disconnect'));
  const seen = other.waitForMessage('links:changed');
  const links = await room.client.ask<PageLinks>('links:renew', {});
  await Promise.all([...told, ...ended]);
  expect(await seen).toEqual({
    stageUrl: links.stageUrl.replace(new URL(links.stageUrl).origin, new URL(other.state.stageUrl).origin),
    preflightUrl: links.preflightUrl.replace(
      new URL(links.preflightUrl).origin,
      new URL(other.state.preflightUrl).origin,
    ),
  });
  expect(links.stageUrl).not.toBe(stageUrl);
  expect(measuring.connected).toBe(true); // it has no link

  for (const server of [room.server, node]) {
    expect(await connectionResult(stage(server, stageUrl), 'stage:welcomed')).toBe('unauthorized');
    expect(await connectionResult(stage(server, links.stageUrl), 'stage:welcomed')).toBe('welcomed');
    expect([await mayReport(server, preflightUrl), await mayReport(server, links.preflightUrl)]).toEqual([false, true]);
  }
  node = await node.restart();
  expect(await connectionResult(stage(node, stageUrl), 'stage:welcomed')).toBe('unauthorized');
  expect(await connectionResult(stage(node, links.stageUrl), 'stage:welcomed')).toBe('welcomed');
  expect((await openConsole(node)).state.summaryUrl).toContain(tokenOf(room.client.state.summaryUrl)); // as before
  measuring.disconnect();
});

test('[H12] links of past events are replaced, too', async () => {
  const { code } = room.client.state.event;
  const { stageUrl } = await room.client.ask<PageLinks>('links:renew', {});
  const bookId = room.client.state.books.current;
  await room.client.ask('event:begin', { after: code, title: 'Second night', bookId });
  expect(await connectionResult(stage(room.server, stageUrl), 'stage:welcomed')).toBe('welcomed'); // a projector keeps its link
  await room.client.ask('links:renew', {});
  expect(await connectionResult(stage(room.server, stageUrl), 'stage:welcomed')).toBe('unauthorized');
});

test('[H12] links of other rooms stay', async () => {
  const { id } = await room.client.ask<ListedRoom>('room:create', { name: 'Second track', from: null });
  const { socket, state } = await openConsole(room.server, room.server.owner, id);
  const projector = stage(room.server, state.stageUrl);
  await nextMessage(projector, 'stage:welcomed');
  await room.client.ask('links:renew', {});
  expect(await connectionResult(stage(room.server, state.stageUrl), 'stage:welcomed')).toBe('welcomed');
  expect(await mayReport(node, state.preflightUrl)).toBe(true);
  expect(projector.connected).toBe(true);
  for (const one of [socket, projector]) one.disconnect();
});
