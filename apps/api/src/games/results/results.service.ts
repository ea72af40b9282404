import { Injectable } from '@nestjs/common';
import type { EventCode } from '@wandcast/protocol';
import { firstPieceOf } from '../../platform/http/first-piece.js';
import { BulkWork, type BulkClient } from '../../platform/limits/bulk-work.js';
import { Downloads } from '../../platform/limits/downloads.js';
import { EventsService } from '../../rooms/events/events.service.js';
import { DistinctNames } from '../../rooms/participants/distinct-names.js';
import type { EventRecord } from '../../rooms/room/event-record.js';
import type { Room } from '../../rooms/room/room.js';
import { GameResults } from './game-results.service.js';
import { resultLines } from './results-csv.js';
import { ResultsRepository, type PersonFigures } from './results.repository.js';
import { resultRows, type Contender } from './results-table.js';
import { roundTitle } from './round-title.js';

/** Participants read at a time: about 3 ms. */
const PEOPLE_PAGE = 200;

interface ResultsFile {
  /** Without the extension. */
  readonly name: string;
  readonly text: AsyncGenerator<string, void>;
}

/** Builds the results file of an event. */
@Injectable()
export class ResultsService {
  constructor(
    private readonly events: EventsService,
    private readonly games: GameResults,
    private readonly repository: ResultsRepository,
    private readonly bulk: BulkWork,
    private readonly downloads: Downloads,
  ) {}

  /**
   * @param code of an event; undefined for the current one of the room
   * @throws FailureError `event-unknown`, `downloads-busy`, and the reason of `reader.gone`
   */
  async csv(room: Room, code: EventCode | undefined, now: number, reader: BulkClient): Promise<ResultsFile> {
    const event = code === undefined ? room.event : await this.events.getKept(room, code);
    const text = this.downloads.pieces('export', reader, () => this.read(event, now, reader));
    return { name: `wandcast-${event.code.toLowerCase()}-results`, text: await firstPieceOf(text) };
  }

  /** First all of the text, which is a tenth of what the people take: a slow reader must not keep those. */
  private async *read(event: EventRecord, now: number, reader: BulkClient): AsyncGenerator<string, void> {
    yield* await this.texts(event, now, reader);
  }

  private async texts({ id, spellbookId }: EventRecord, now: number, reader: BulkClient): Promise<string[]> {
    const { results } = await this.bulk.run(reader, () => this.games.readResults(id, now));
    const requested = results.flatMap(({ round }) => round.spell ?? []);
    const spells = await this.repository.listSpells(spellbookId, new Set(requested));
    const titles = results.map(({ round }) => roundTitle(round, spells));
    const lines = resultLines(titles, resultRows(results, await this.contenders(id, reader)));
    const texts: string[] = [];
    for await (const some of this.bulk.pieces(reader, lines)) texts.push(some.join(''));
    return texts;
  }

  private async contenders(eventId: string, reader: BulkClient): Promise<Contender[]> {
    const [names, contenders] = [new DistinctNames(), [] as Contender[]];
    const pageAfter = (last: PersonFigures | undefined) => () => this.repository.pagePeople(eventId, last, PEOPLE_PAGE);
    for (let last: PersonFigures | undefined; ;) {
      const page: PersonFigures[] = await this.bulk.run(reader, pageAfter(last));
      // One by one: objects of the rest of another one share no shape, and take 270 bytes more each.
      for (const { id, nickname, grove, casts, recognized, taught } of page)
        contenders.push({ id, name: names.next(nickname), grove, casts, recognized, taught });
      last = page.at(-1);
      if (page.length < PEOPLE_PAGE) return contenders;
    }
  }
}
