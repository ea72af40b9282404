import { starterSpellbook } from '@wandcast/gesture';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../support/free-port.js';
import { ndjson, importReached, recorded, routesOf, upload } from '../support/cast-files.js';
import { openConsole } from '../support/console-client.js';
import {
  ownerOf,
  removeFolder,
  startServerProcess,
  temporaryFolder,
  type ServerProcess,
} from '../support/server-process.js';

let folder: string;
let server: ServerProcess;

beforeEach(async () => {
  folder = await temporaryFolder();
  server = await startServerProcess(folder, await freePort());
});
afterEach(async () => {
  await server.end('SIGKILL');
  await removeFolder(folder);
});

test('[F3] an import continues after kill -9 while storing, and each cast is stored and counted once', async () => {
  const tide = starterSpellbook.find(({ id }) => id === 'tide')?.glyph;
  const file = Buffer.from(ndjson(recorded(tide, 'Tide', 40, 40, 9)));
  const owner = await ownerOf(server);
  const place = { url: server.url, owner };
  const client = await openConsole(place);
  const { id } = await upload(routesOf(place), file);
  await importReached(client, routesOf(place), id, 'checked');
  const begun = client.waitForMessage(
    'import:progressed',
    (info) => info?.state.stage === 'storing' && info.state.done > 0,
  );
  await client.ask('import:store', { importId: id, skipBad: false });
  const half = await begun;
  await server.end('SIGKILL');
  client.socket.disconnect();
  expect(half?.state).toMatchObject({ stage: 'storing' });

  const again = { url: server.url, owner };
  server = await startServerProcess(folder, Number(new URL(server.url).port));
  const after = await openConsole(again);
  const { result } = await importReached(after, routesOf(again), id, 'stored');
  expect(result).toEqual({ stored: 1600, known: 0, rejected: 0 });
  const lines = (await (await routesOf(again).get('/api/casts.ndjson?labels=none')).text()).trimEnd().split('\n');
  expect(new Set(lines).size).toBe(1600);
  after.socket.disconnect();
});
