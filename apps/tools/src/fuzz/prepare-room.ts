import { setTimeout as sleep } from 'node:timers/promises';
import { Canaries } from './oracle/canaries.js';
import type { Findings } from './oracle/findings.js';
import type { FuzzContext, Tally } from './entrances/context.js';
import { FileBodies } from './entrances/file-bodies.js';
import { GoodRoom } from './people/good-room.js';
import { HostileClient, clientKinds, type ClientKind } from './people/hostile-client.js';
import { RootOwner } from './people/root-owner.js';
import { World } from './people/world.js';
import type { FuzzedServer } from './server/fuzzed-server.js';

export interface PreparedRoom {
  readonly context: FuzzContext;
  readonly good: GoodRoom;
  leave(): Promise<void>;
}

interface Prepared {
  readonly server: FuzzedServer;
  /** Number of well-behaved wands. */
  readonly wands: number;
  readonly canaries: Canaries;
  readonly findings: Findings;
  readonly tally: Tally;
}

/** Connections of each kind: most answers to one are held back. */
const CONNECTIONS: Readonly<Record<ClientKind, number>> = {
  ...{ stranger: 8, participant: 48, stage: 18, phone: 14, reporter: 14, viewer: 8, moderator: 10, owner: 12 },
};

/** A request may fail before the end of the server is known, ms. */
const GONE_MS = 1_000;

/** Members whom the fuzzed owners may remove and change. */
const SCAPEGOATS = 3;

/**
 * A room with well-behaved wands, secrets to look for, and hostile clients of every kind.
 * @throws UsageError with the server's last lines if it ends meanwhile
 */
export function prepareRoom(prepared: Prepared): Promise<PreparedRoom> {
  const { gone } = prepared.server;
  const ended = new Promise<never>((_, reject) => {
    gone.addEventListener('abort', () => { reject(gone.reason as Error); }); // prettier-ignore
  });
  const prepares = prepare(prepared).catch(async (error: unknown) => {
    await Promise.race([ended, sleep(GONE_MS)]);
    throw error;
  });
  return Promise.race([prepares, ended]);
}

async function prepare({ server, wands, canaries, findings, tally }: Prepared): Promise<PreparedRoom> {
  const world = new World();
  const root = await RootOwner.open(server, world, canaries);
  for (let i = 0; i < SCAPEGOATS; i++) world.learn({ memberId: (await root.invite('viewer')).memberId }, 'member');
  const good = new GoodRoom(wands, server.url, world, canaries, findings, () => root.reopenRoom(), server.gone);
  await good.start();
  await plantSecrets(root, world, canaries, good);

  const onText = (client: HostileClient, text: string, sent: string): void => {
    const receiver = client.role !== null ? 'team' : client.kind === 'stage' ? 'stage' : 'outsider';
    const leaked = canaries.find(text, receiver, sent);
    if (leaked !== undefined) findings.add('leaked', null, `to a ${client.kind}: ${leaked}`, text);
  };
  const kinds = Object.keys(clientKinds) as ClientKind[];
  const clients = new Map(
    kinds.map((kind) => [
      kind,
      Array.from({ length: CONNECTIONS[kind] }, () => new HostileClient(kind, server.url, world, root, onText)),
    ]),
  );
  const files = await readFiles(server.url, root, world);
  return {
    good,
    context: {
      ...{ url: server.url, world, root, canaries, findings, tally, files },
      client(kind, dice) {
        const all = clients.get(kind) ?? [];
        const drawn = dice.pick(all); // also if another is taken: what is sent depends on the dice only
        return drawn.isIdle ? drawn : (all.find(({ isIdle }) => isIdle) ?? drawn);
      },
    },
    async leave() {
      for (const client of [...clients.values()].flat()) client.close();
      await good.leave();
      root.close();
    },
  };
}

/** Texts of the team, which phones and stages must not get. */
async function plantSecrets(root: RootOwner, world: World, canaries: Canaries, good: GoodRoom): Promise<void> {
  const [comment, note, key] = ['canary comment on a cast', 'canary note on a model', 'canary name of a key'];
  const castId = good.castIds[0];
  if (castId !== undefined) await root.ask('cast:comment', { castId, text: comment });
  await root.ask('model:note', { modelId: world.modelId, note });
  await root.ask('key:make', { about: key });
  for (const text of [comment, note, key]) canaries.plant(text, 'team');
  world.learn(good.castIds, 'cast');
}

/** Real files of this server, to be damaged. */
async function readFiles(url: string, root: RootOwner, world: World): Promise<FileBodies> {
  const download = async (path: string): Promise<Buffer> => {
    const response = await fetch(url + path, {
      headers: { authorization: `Bearer ${root.token}`, connection: 'close' },
    });
    if (!response.ok) throw new Error(`${path} answers ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  };
  return new FileBodies(
    [await download(`/api/models/${world.modelId}`)],
    [await download(`/api/evenings/${world.code}`)],
  );
}
