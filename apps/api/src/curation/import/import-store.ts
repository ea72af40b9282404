import type { CastId, ImportReport, ParticipantId } from '@wandcast/protocol';
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
  /** Ids under which casts are stored that were replaced by parts, by their ids in the file. */
  private readonly replaced = new Map<string, CastId>();

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

  /** Notes a cast that was stored before the import was interrupted, because its parts may follow. */
  async skip(item: Exclude<FileItem, { kind: 'row' }>): Promise<void> {
    if (item.kind === 'bad' || item.cast.metadata?.replaced !== true) return;
    const [stored] = await this.stored.resolveIds(this.row.eventId, [importedCast(this.row.eventId, item.cast)]);
    this.noteReplaced(item.cast, stored?.id);
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
    for (const [i, { cast }] of casts.entries()) this.noteReplaced(cast, ids[i]?.id);
    await this.createParticipants(casts.map(({ cast }) => cast.user));
    const rows = casts.flatMap((one, i) => {
      const resolved = ids[i];
      const participantId = this.people.get(one.cast.user);
      if (resolved === undefined || resolved.isKnown || participantId === undefined) return [];
      const row = importedRow(one, resolved.id, { eventId, participantId }, this.matcher, info, this.originalOf(one));
      return { row, label: importedLabel(one, this.matcher) };
    });
    const known = casts.length - rows.length;
    const done = Math.min(1, to / this.total);
    const isOurs = await this.stored.store({ importId: info.id, from, to, done, rows, known, rejected });
    if (!isOurs) throw new ImportStopped('taken over');
    [this.casts, this.rejected, this.position] = [[], 0, to];
  }

  /** Whole casts come before their parts, because ids of parts sort after them. */
  private noteReplaced({ id, metadata }: ImportedCast['cast'], stored: CastId | undefined): void {
    if (metadata?.replaced === true && stored !== undefined) this.replaced.set(id, stored);
  }
  /** Null if the file lacks the whole cast: then the part is used like any other cast. */
  private originalOf({ cast }: ImportedCast): CastId | null {
    return this.replaced.get(cast.metadata?.original ?? '') ?? null;
  }

  /** Creates participants for the users not seen before. */
  private async createParticipants(users: readonly string[]): Promise<void> {
    const unknown = [...new Set(users)].filter((user) => !this.people.has(user));
    if (unknown.length === 0) return;
    const created = await this.participants.createImported(this.row.eventId, unknown.map(importedPerson));
    for (const [i, id] of created.entries()) this.people.set(unknown[i] ?? '', id);
  }
}
