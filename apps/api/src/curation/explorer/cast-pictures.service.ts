import { setImmediate as nextTurn } from 'node:timers/promises';
import { estimatePath } from '@wandcast/gesture';
import type { CastPicture, FromConsole } from '@wandcast/protocol';
import { CastsRepository, type CastDetails } from '../../casting/storage/casts.repository.js';
import { storedSignal } from '../../casting/storage/stored-signal.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart } from '../../rooms/room/room-part.js';

/** Sketches drawn before yielding to the event loop: about 5 ms. */
const SLICE = 10;

/** Sketches of casts for the console. */
@RoomPart()
export class CastPictures {
  constructor(
    private readonly casts: CastsRepository,
    private readonly room: Room,
  ) {}

  /** In the requested order; casts of other events are left out. */
  async show({ castIds }: FromConsole<'casts:show'>): Promise<CastPicture[]> {
    const shown = await this.casts.listShown(this.room.eventId, castIds);
    const pictures = new Map<string, CastPicture>();
    for (const [i, cast] of shown.entries()) {
      if (i % SLICE === SLICE - 1) await nextTurn();
      pictures.set(cast.id, pictureOf(cast));
    }
    return [...new Set(castIds)].flatMap((id) => pictures.get(id) ?? []);
  }
}

function pictureOf({
  id,
  nickname,
  intendedSpell,
  recognized,
  label,
  startedAt,
  durationMs,
  orientation,
  comments,
  originalId,
  partIds,
  source,
  ...samples
}: CastDetails): CastPicture {
  const path = estimatePath(storedSignal(samples));
  return {
    ...{ castId: id, participantId: samples.participantId, comments, originalId, partIds, source },
    ...{ nickname, spell: intendedSpell, recognized, label, startedAt, durationMs, orientation },
    sketch: path.flatMap(({ x, y }) => [Math.round(100 * x), Math.round(100 * y)]),
  };
}
