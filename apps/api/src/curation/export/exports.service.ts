import { setImmediate as nextTurn } from 'node:timers/promises';
import { TIDY_HEADER, castLine, tidyCsvLines, type RecordedCast } from '@wandcast/gesture';
import type { CastFileFormat, CastId } from '@wandcast/protocol';
import { Datasets } from '../datasets/datasets.service.js';
import { ParticipantsRepository } from '../../rooms/participants/participants.repository.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { DistinctNames } from '../../rooms/participants/distinct-names.js';
import type { ExportOptions } from './export-options.js';
import { SpellLabels, exportedCast } from './exported-cast.js';
import { ExportedCastsRepository } from './exported-casts.repository.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart } from '../../rooms/room/room-part.js';

/** Casts read and written before yielding to the event loop: about 5 ms. */
const PAGE = 20;

/** A file of casts, generated while it is read. */
interface ExportedFile {
  /** Without the extension. */
  readonly name: string;
  readonly text: AsyncGenerator<string>;
}

/** Exports casts as files. */
@RoomPart()
export class Exports {
  constructor(
    private readonly casts: ExportedCastsRepository,
    private readonly datasets: Datasets,
    private readonly room: Room,
    private readonly people: ParticipantsRepository,
    private readonly spells: Spellbook,
  ) {}

  /** @throws FailureError `dataset-unknown` */
  async open(format: CastFileFormat, options: ExportOptions): Promise<ExportedFile> {
    const dataset = options.dataset === null ? null : await this.datasets.get(options.dataset);
    const name = dataset === null ? this.room.event.code.toLowerCase() : fileNameOf(dataset.name);
    const casts = this.read(options);
    return { name: `wandcast-${name}`, text: format === 'ndjson' ? ndjson(casts) : tidyCsv(casts) };
  }

  private async *read(options: ExportOptions): AsyncGenerator<RecordedCast[]> {
    const eventId = this.room.id;
    const labels = new SpellLabels([...this.spells.list(), ...this.spells.removed()]);
    let names = new DistinctNames(await this.people.listNames(eventId));
    for (let after: CastId | null = null; ;) {
      const page = await this.casts.page(eventId, options, after, PAGE);
      if (page.casts.some(({ participantId }) => names.of(participantId) === undefined))
        names = new DistinctNames(await this.people.listNames(eventId)); // someone joined during the export
      yield page.casts.map((cast) => {
        const user = names.of(cast.participantId) ?? cast.participantId;
        return exportedCast(cast, user, labels, options.labels);
      });
      if (page.after === null) return;
      ({ after } = page);
      await nextTurn();
    }
  }
}

async function* ndjson(pages: AsyncIterable<RecordedCast[]>): AsyncGenerator<string> {
  for await (const casts of pages) if (casts.length > 0) yield casts.map((cast) => `${castLine(cast)}\n`).join('');
}

async function* tidyCsv(pages: AsyncIterable<RecordedCast[]>): AsyncGenerator<string> {
  yield `${TIDY_HEADER}\n`;
  let number = 0;
  for await (const casts of pages)
    if (casts.length > 0) yield casts.map((cast) => `${tidyCsvLines(cast, ++number)}\n`).join('');
}

/** A file name that is valid on every file system. */
function fileNameOf(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return letters === '' ? 'dataset' : letters;
}
