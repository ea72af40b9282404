import { Injectable } from '@nestjs/common';
import type { EventCode } from '@wandcast/protocol';
import { EventsService } from '../../rooms/events/events.service.js';
import { DistinctNames } from '../../rooms/participants/distinct-names.js';
import { GameResults } from './game-results.service.js';
import { resultsCsv } from './results-csv.js';
import { ResultsRepository } from './results.repository.js';
import { resultsTable } from './results-table.js';
import { roundTitle } from './round-title.js';
import type { Room } from '../../rooms/room/room.js';

interface ResultsFile {
  /** Without the extension. */
  readonly name: string;
  readonly text: string;
}

/** Builds the results file of an event. */
@Injectable()
export class ResultsService {
  constructor(
    private readonly events: EventsService,
    private readonly games: GameResults,
    private readonly repository: ResultsRepository,
  ) {}

  /** @param code of an event; undefined for the current one of the room  @throws FailureError `event-unknown` */
  async csv(room: Room, code: EventCode | undefined, now: number): Promise<ResultsFile> {
    const event = code === undefined ? room.event : await this.events.getKept(room, code);
    const [{ results }, people] = await Promise.all([
      this.games.read(event.id, now),
      this.repository.listPeople(event.id),
    ]);
    const requested = results.flatMap(({ round }) => round.spell ?? []);
    const spells = await this.repository.listSpells(event.spellbookId, new Set(requested));
    const names = new DistinctNames(people);
    const contenders = people.map(({ nickname, ...one }) => ({ ...one, name: names.of(one.id) ?? nickname }));
    return {
      name: `wandcast-${event.code.toLowerCase()}-results`,
      text: resultsCsv(
        results.map(({ round }) => roundTitle(round, spells)),
        resultsTable(results, contenders),
      ),
    };
  }
}
