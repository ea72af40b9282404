import type { ImportReport, ParticipantId } from '@wandcast/protocol';
import type { ParticipantsRepository } from '../../rooms/participants/participants.repository.js';
import type { FileItem } from './parsing/file-item.js';
import type { ImportRow } from './import-row.js';
import { ImportStopped } from './import-stopped.js';
import { importedCast, importedRow, importedLabel, type ImportedCast } from './imported-cast.js';
import type { ImportedCastsRepository } from './imported-casts.repository.js';
import { importedPerson } from './imported-person.js';
import type { SpellMatcher } from './spell-matcher.js';

/** Collects casts of a file and writes them in batches. */
export class ImportStore {
  private casts: ImportedCast[] = [];
  private rejected = 0;
  private position: number;
  private readonly total: number;
  private readonly people = new Map<string, ParticipantId>();

  /** @param matcher contains every label of the file */
  constructor(
    private readonly row: ImportRow,
    report: ImportReport,
    private readonly matcher: SpellMatcher,
    private readonly stored: ImportedCastsRepository,
    private readonly participants: ParticipantsRepository,
  ) {
    this.position = row.position;
    this.total = report.casts + report.badLines;
  }

  /** @returns number of items not yet written */
  add(item: Exclude<FileItem, { kind: 'row' }>): number {
    if (item.kind === 'bad') this.rejected++;
    else this.casts.push(importedCast(this.row.eventId, item.cast));
    return this.casts.length + this.rejected;
  }

  /** Writes the collected items. @throws ImportStopped if the import was canceled or taken over by another node */
  async flush(): Promise<void> {
    const { casts, rejected } = this;
    const from = this.position;
    const to = from + casts.length + rejected;
    if (to === from) return;
    const { eventId, info } = this.row;
    const ids = await this.stored.resolveIds(eventId, casts);
    await this.createParticipants(casts.map(({ cast }) => cast.user));
    const rows = casts.flatMap((one, i) => {
      const resolved = ids[i];
      const participantId = this.people.get(one.cast.user);
      if (resolved === undefined || resolved.isKnown || participantId === undefined) return [];
      const row = importedRow(one, resolved.id, { eventId, participantId }, this.matcher, info);
      return { row, label: importedLabel(one, this.matcher) };
    });
    const known = casts.length - rows.length;
    const done = Math.min(1, to / this.total);
    const isOurs = await this.stored.store({ importId: info.id, from, to, done, rows, known, rejected });
    if (!isOurs) throw new ImportStopped('taken over');
    [this.casts, this.rejected, this.position] = [[], 0, to];
  }

  /** Creates participants for the users not seen before. */
  private async createParticipants(users: readonly string[]): Promise<void> {
    const unknown = [...new Set(users)].filter((user) => !this.people.has(user));
    if (unknown.length === 0) return;
    const created = await this.participants.createImported(this.row.eventId, unknown.map(importedPerson));
    for (const [i, id] of created.entries()) this.people.set(unknown[i] ?? '', id);
  }
}
