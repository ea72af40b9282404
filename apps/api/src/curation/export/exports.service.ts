import { setImmediate as nextTurn } from 'node:timers/promises';
import { TIDY_HEADER, castLine, tidyCsvLines, type RecordedCast } from '@wandcast/gesture';
import { Injectable } from '@nestjs/common';
import { FailureError, type CastFileFormat, type CastId } from '@wandcast/protocol';
import { firstPieceOf } from '../../platform/http/first-piece.js';
import { BulkReads, type PageReader } from '../../platform/limits/bulk-reads.js';
import { DatasetsRepository } from '../datasets/datasets.repository.js';
import { EventsService } from '../../rooms/events/events.service.js';
import { ParticipantsRepository } from '../../rooms/participants/participants.repository.js';
import type { EventRecord } from '../../rooms/room/event-record.js';
import { Rooms } from '../../rooms/room/rooms.js';
import { SpellsRepository } from '../../rooms/spellbook/spells.repository.js';
import { DistinctNames } from '../../rooms/participants/distinct-names.js';
import type { ExportOptions } from './export-options.js';
import { SpellLabels, exportedCast } from './exported-cast.js';
import { ExportedCastsRepository } from './exported-casts.repository.js';

/** Casts read and written before yielding to the event loop: about 5 ms. */
const PAGE = 20;

/** A file of casts, generated while it is read. */
interface ExportedFile {
  /** Without the extension. */
  readonly name: string;
  readonly text: AsyncGenerator<string, void>;
}

/** Exports casts of any event as files. */
@Injectable()
export class Exports {
  constructor(
    private readonly casts: ExportedCastsRepository,
    private readonly datasets: DatasetsRepository,
    private readonly rooms: Rooms,
    private readonly events: EventsService,
    private readonly people: ParticipantsRepository,
    private readonly spells: SpellsRepository,
    private readonly bulk: BulkReads,
  ) {}

  /** Reads the first piece. @throws FailureError `event-unknown`, `dataset-unknown`, and the reason of `reader.gone` */
  async open(format: CastFileFormat, options: ExportOptions, reader: PageReader): Promise<ExportedFile> {
    const event = options.event === null ? this.rooms.newest.event : await this.events.getKept(options.event);
    const name = await this.nameOf(event, options.dataset);
    return { name: `wandcast-${name}`, text: await firstPieceOf(this.read(event, options, format, reader)) };
  }

  private async nameOf(event: EventRecord, datasetId: string | null): Promise<string> {
    if (datasetId === null) return event.code.toLowerCase();
    const dataset = await this.datasets.find(event.id, datasetId);
    if (dataset === undefined) throw new FailureError('dataset-unknown', datasetId);
    return fileNameOf(dataset.name);
  }

  private async *read(
    { id, spellbookId }: EventRecord,
    options: ExportOptions,
    format: CastFileFormat,
    reader: PageReader,
  ): AsyncGenerator<string, void> {
    // Tidy CSV cannot say what replaced a cast, and the casts of one spell may lack the parts of another.
    const all = format === 'ndjson' && options.spell === null;
    const textOf = format === 'ndjson' ? ndjson : tidyCsv();
    const [{ spells, removed }, people] = await this.bulk.page(reader, () =>
      Promise.all([this.spells.read(spellbookId), this.people.listNames(id)]),
    );
    const labels = new SpellLabels([...spells, ...removed]);
    let names = new DistinctNames(people);
    const readPage = async (from: CastId | null) => {
      const { casts, after } = await this.casts.page(id, options, all, from, PAGE);
      if (casts.some(({ participantId }) => names.of(participantId) === undefined))
        names = new DistinctNames(await this.people.listNames(id)); // someone joined during the export
      const recorded = casts.map((cast) => {
        const user = names.of(cast.participantId) ?? cast.participantId;
        return exportedCast(cast, user, labels, options.labels);
      });
      return { text: textOf(recorded), after };
    };
    if (format === 'tidy-csv') yield `${TIDY_HEADER}\n`;
    for (let from: CastId | null = null; ;) {
      const page = await this.bulk.page(reader, () => readPage(from));
      if (page.text !== '') yield page.text;
      if (page.after === null) return;
      from = page.after;
      await nextTurn();
    }
  }
}

const ndjson = (casts: readonly RecordedCast[]): string => casts.map((cast) => `${castLine(cast)}\n`).join('');

/** Numbers the recordings from page to page. */
function tidyCsv(): (casts: readonly RecordedCast[]) => string {
  let number = 0;
  return (casts) => casts.map((cast) => `${tidyCsvLines(cast, ++number)}\n`).join('');
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
