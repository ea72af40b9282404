import type { EventCode, SpellId } from '@wandcast/protocol';
import type { ModelCard } from '@wandcast/recognition';
import { expect, test } from 'vitest';
import { Inference } from '../../../../apps/api/src/models/inference.service.js';
import { ModelRegistry } from '../../../../apps/api/src/models/model-registry.service.js';
import { modelInfo, type ModelRow } from '../../../../apps/api/src/models/model-row.js';
import { ModelsRepository } from '../../../../apps/api/src/models/models.repository.js';
import { Predictors } from '../../../../apps/api/src/models/worker/predictors.js';
import type { Bus } from '../../../../apps/api/src/platform/bus/bus.js';
import { ServerConfig } from '../../../../apps/api/src/platform/config/server-config.js';
import { Log } from '../../../../apps/api/src/platform/logging/log.js';
import { EventSettings } from '../../../../apps/api/src/rooms/events/event-settings.js';
import { EventsRepository } from '../../../../apps/api/src/rooms/events/events.repository.js';
import type { EventRecord } from '../../../../apps/api/src/rooms/room/event-record.js';
import { Rooms } from '../../../../apps/api/src/rooms/room/rooms.js';
import { SocketNamespaces } from '../../../../apps/api/src/rooms/room/socket-namespaces.js';
import { Spellbook } from '../../../../apps/api/src/rooms/spellbook/spellbook.js';
import { SpellsRepository } from '../../../../apps/api/src/rooms/spellbook/spells.repository.js';

const card = {
  ...{ spells: ['ember', 'tide'], threshold: 0.4, seconds: 3, metrics: { worstUser: null } },
  trainedOn: { casts: 0, people: 0, simulatedCasts: 9, unlabelledCasts: 0, fingerprint: 'f', description: 'd' },
} as unknown as ModelCard;
function model(id: string, version: number): ModelRow {
  const createdAt = new Date(5);
  return {
    id,
    version,
    kind: 'cnn',
    origin: 'starter',
    card,
    threshold: null,
    baselines: null,
    note: '',
    activatedAt: null,
    activatedInId: null,
    createdAt,
  };
}
const models = [model('second', 2), model('first', 1)];
const stored = new Map(models.map((row) => [row.id, { info: modelInfo(row), artifact: {} }]));

const event = (id: string, activeModelId: string): EventRecord => ({
  ...{
    id,
    roomId: 'room',
    roomName: 'Room',
    isArchived: false,
    organizationId: 'organization',
    linkVersion: 0,
    code: id.toUpperCase() as EventCode,
    title: id,
    locked: false,
    capacity: 9,
    learning: true,
    view: 'lobby',
  },
  ...{ teaching: null, spellbookId: 'book', activeModelId, stepId: null, blank: false },
  ...{ announcement: null, spotlight: { by: 'newest' }, calm: false, sound: true, reactions: true },
});

/** Loads at once. */
const load = (_id: string, _artifact: unknown, onLoaded: () => void): Promise<void> => {
  onLoaded();
  return Promise.resolve();
};

/** A server without a database and without a recognition worker. */
function roomsWithModels(events: readonly EventRecord[]): Rooms {
  const providers = new Map<unknown, object>([
    [Predictors, { open: () => Promise.resolve({ load }) }],
    [
      ModelsRepository,
      {
        list: () => Promise.resolve(models),
        find: (id: string) => Promise.resolve(stored.get(id)),
        nicknames: () => Promise.resolve(new Map()),
        markActivated: () => Promise.resolve(),
        curve: () => Promise.resolve([]),
      },
    ],
    [EventsRepository, { get: (id: string) => Promise.resolve(events.find((one) => one.id === id)) }],
    [
      SpellsRepository,
      {
        read: () => Promise.resolve({ spells: [], removed: [] }),
        listIds: () => Promise.resolve(new Set<SpellId>()),
      },
    ],
    [ServerConfig, {}],
    [Log, { info: () => undefined, warn: () => undefined }],
  ]);
  const modules = { get: (type: unknown) => providers.get(type) };
  const bus = { on: () => undefined, publish: () => undefined };
  const rooms = new Rooms(modules as never, bus as unknown as Bus, new SocketNamespaces());
  rooms.register([EventSettings, Spellbook, Inference, ModelRegistry]);
  return rooms;
}

test('[E4] the next event reports its own model, even if no message about it arrives', async () => {
  const [first, second] = [event('before', 'first'), event('next', 'second')];
  const rooms = roomsWithModels([first, second]);
  const before = await rooms.open(first);
  expect(before.part(ModelRegistry).report()?.model.id).toBe('first');
  const next = await rooms.open(second, before);
  await expect.poll(() => next.part(ModelRegistry).report()?.model.id).toBe('second');
  expect(next.part(Inference).model?.id).toBe('second');
  await rooms.closeAll();
});
