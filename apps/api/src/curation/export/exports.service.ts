import { TIDY_HEADER, packedCastLine, tidyCsvLines, type RecordedCast } from '@wandcast/gesture';
import { Injectable } from '@nestjs/common';
import { FailureError, type CastFileFormat, type CastId } from '@wandcast/protocol';
import { firstPieceOf } from '../../platform/http/first-piece.js';
import { storedSamples, storedSignal } from '../../casting/storage/stored-signal.js';
import { BulkWork, type BulkClient } from '../../platform/limits/bulk-work.js';
import { Downloads } from '../../platform/limits/downloads.js';
import { DatasetsRepository } from '../datasets/datasets.repository.js';
import { EventsService } from '../../rooms/events/events.service.js';
import { ParticipantsRepository, type NamedParticipant } from '../../rooms/participants/participants.repository.js';
import type { EventRecord } from '../../rooms/room/event-record.js';
import type { Room } from '../../rooms/room/room.js';
import { SpellsRepository } from '../../rooms/spellbook/spells.repository.js';
import { DistinctNames } from '../../rooms/participants/distinct-names.js';
import type { ExportOptions } from './export-options.js';
import { SpellLabels, exportedFields } from './exported-cast.js';
import { ExportedCastsRepository, type ExportedRow, type ExportPage } from './exported-casts.repository.js';

/** Samples read at a time, bytes: about 3 ms of the main thread. Long casts make short pages. */
const PAGE_BYTES = 300_000;
/** Casts of the first page, of unknown length, and the most of a page. */
const [FIRST_PAGE, LARGEST_PAGE] = [4, 200];
/** How many times as long as the page before a page is at most. */
const PAGE_GROWTH = 8;
/** Names of participants read at a time: about 3 ms. */
const NAMES_PAGE = 400;

/** A file of casts, generated while it is read. */
interface ExportedFile {
  /** Without the extension. */
  readonly name: string;
  readonly text: AsyncGenerator<Uint8Array, void>;
}

/** Exports casts of any event as files. */
@Injectable()
export class Exports {
  constructor(
    private readonly casts: ExportedCastsRepository,
    private readonly datasets: DatasetsRepository,
    private readonly events: EventsService,
    private readonly people: ParticipantsRepository,
    private readonly spells: SpellsRepository,
    private readonly bulk: BulkWork,
    private readonly downloads: Downloads,
  ) {}

  /**
   * Reads the first piece. @throws FailureError `event-unknown`, `dataset-unknown`, `downloads-busy`, and the reason of
   * `reader.gone`
   */
  async open(room: Room, format: CastFileFormat, options: ExportOptions, reader: BulkClient): Promise<ExportedFile> {
    const event = options.event === null ? room.event : await this.events.getKept(room, options.event);
    const name = await this.nameOf(event, options.dataset);
    const text = this.downloads.pieces('export', reader, () => this.read(event, options, format, reader));
    return { name: `wandcast-${name}`, text: await firstPieceOf(text) };
  }

  private async nameOf(event: EventRecord, datasetId: string | null): Promise<string> {
    if (datasetId === null) return event.code.toLowerCase();
    const dataset = await this.datasets.find(event.id, datasetId);
    if (dataset === undefined) throw new FailureError('dataset-unknown', datasetId);
    return fileNameOf(dataset.name);
  }

  private async *read(
    { id, spellbookId, organizationId }: EventRecord,
    options: ExportOptions,
    format: CastFileFormat,
    reader: BulkClient,
  ): AsyncGenerator<Uint8Array, void> {
    // Tidy CSV cannot say what replaced a cast, and the casts of one spell may lack the parts of another.
    const all = format === 'ndjson' && options.spell === null;
    const lineOf = format === 'ndjson' ? ndjson : tidyCsv();
    const { spells, removed } = await this.bulk.run(reader, () => this.spells.read(spellbookId, organizationId));
    const labels = new SpellLabels([...spells, ...removed]);
    const names = await this.namesOf(id, reader);
    if (format === 'tidy-csv') yield Buffer.from(`${TIDY_HEADER}\n`);
    let limit = FIRST_PAGE;
    const pageAfter = (after: CastId | null) => () => this.casts.page(id, options, all, after, limit);
    for (let from: CastId | null = null; ;) {
      const page: ExportPage = await this.bulk.run(reader, pageAfter(from));
      const unnamed = page.casts.filter(({ participantId }) => names.of(participantId) === undefined);
      if (unnamed.length > 0)
        names.add(await this.people.listNamesOf(unnamed.map(({ participantId }) => participantId))); // joined just now
      const lines = await this.bulk.map(reader, page.casts, (cast) => {
        const user = names.of(cast.participantId) ?? cast.participantId;
        return lineOf(exportedFields(cast, user, labels, options.labels), cast);
      });
      if (lines.length > 0) yield Buffer.concat(lines);
      if (page.after === null) return;
      from = page.after;
      if (page.casts.length > 0) limit = pageLimit(page.casts);
    }
  }

  /** Names of all participants of an event. */
  private async namesOf(eventId: string, reader: BulkClient): Promise<DistinctNames> {
    const names = new DistinctNames();
    const pageAfter = (last: string | null) => () => this.people.pageNames(eventId, last, NAMES_PAGE);
    for (let last: string | null = null; ;) {
      const page: NamedParticipant[] = await this.bulk.run(reader, pageAfter(last));
      names.add(page);
      last = page.at(-1)?.id ?? null;
      if (page.length < NAMES_PAGE) return names;
    }
  }
}

/** How many casts like these make a page. A short page says little of the length of casts. */
function pageLimit(casts: readonly { readonly samples: Uint8Array }[]): number {
  const bytes = casts.reduce((sum, { samples }) => sum + samples.byteLength, 0) / casts.length;
  return Math.min(LARGEST_PAGE, casts.length * PAGE_GROWTH, Math.max(1, Math.round(PAGE_BYTES / bytes)));
}

type Fields = Omit<RecordedCast, 'signal'>;

function ndjson(fields: Fields, cast: ExportedRow): Uint8Array {
  return packedCastLine(fields, storedSamples(cast));
}

/** Numbers the recordings of a file. */
function tidyCsv(): typeof ndjson {
  let number = 0;
  return (fields, cast) => Buffer.from(`${tidyCsvLines({ ...fields, signal: storedSignal(cast) }, ++number)}\n`);
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
