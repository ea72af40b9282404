import { setImmediate } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { estimatePath, parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import type { CastId } from '@wandcast/protocol';
import { SessionsRepository } from '../accounts/sessions/sessions.repository.js';
import { CastPictures } from '../curation/explorer/cast-pictures.service.js';
import { CastsOverview } from '../curation/explorer/casts-overview.js';
import { LabelQueueRepository } from '../curation/label-queue/label-queue.repository.js';
import { Moderation } from '../moderation/moderation.service.js';
import { OpenRooms } from '../rooms/events/open-rooms.service.js';

/** No member and no cast has this id, so that what is asked for it changes nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Estimates, and requests for a page, until the engine has compiled them. */
const SKETCHES = 30;
const REQUESTS = 30;

/**
 * Reads once what the first page of a console waits for. Otherwise that page waits until the queries are compiled, which
 * takes up to 200 ms, and its first sketches and files take several times as long as later ones.
 */
export async function warmUpConsole(app: INestApplicationContext, localUrl: string, abort: AbortSignal): Promise<void> {
  const { rooms, mainId } = app.get(OpenRooms);
  const room = rooms.find(mainId);
  if (room === undefined) return; // another node serves it
  const queue = app.get(LabelQueueRepository);
  const anyone = { eventId: room.eventId, memberId: NOBODY, only: null, except: [], person: null, spell: null };
  const steps: readonly (() => Promise<unknown>)[] = [
    () => app.get(SessionsRepository).find(''),
    () => room.part(Moderation).list({}),
    () => queue.counts(room.eventId, NOBODY, null, new Date()),
    () => queue.opinions(room.eventId),
    () => queue.renew([], NOBODY, new Date()),
    () => queue.candidates(anyone),
    () => queue.lease([], NOBODY, new Date()),
    () => firstOf(room.part(CastsOverview).pages(null, { id: NOBODY, gone: abort })),
    () => room.part(CastPictures).show({ castIds: [NOBODY as CastId] }),
    ...sketches(),
    ...Array.from(
      { length: REQUESTS },
      () => async () => (await fetch(`${localUrl}/console`, { signal: abort })).arrayBuffer(),
    ),
  ];
  for (const step of steps) {
    if (abort.aborted) return;
    await step();
    await setImmediate(); // lets requests in between
  }
}

async function firstOf(pages: AsyncGenerator): Promise<void> {
  await pages.next();
  await pages.return(undefined);
}

function sketches(): (() => Promise<unknown>)[] {
  const random = seeded(1);
  const person = simulatePerson(random);
  const glyph = parseGlyph(starterSpellbook[0]?.glyph ?? '');
  return Array.from(
    { length: SKETCHES },
    () => () => Promise.resolve(estimatePath(simulateCast(glyph, person, random))),
  );
}
