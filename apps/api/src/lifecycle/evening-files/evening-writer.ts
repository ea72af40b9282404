import { randomUUID } from 'node:crypto';
import { FailureError, type EveningImported, type EventCode } from '@wandcast/protocol';
import type pg from 'pg';
import type { GuardedRoom } from '../../accounts/members/member.js';
import type { OfOrganization } from '../../accounts/members/organization.js';
import { newEventCode } from '../../rooms/events/event-code.js';
import { lockBooksOn } from '../../rooms/spellbook/spellbook-lock.js';
import { checkGlyph } from '../../rooms/spellbook/spell-rules.js';
import type { EveningTable } from './evening-tables.js';

type Row = Readonly<Record<string, unknown>>;

/** Columns that refer to rows of this server, which another server may not have. */
const FOREIGN: Readonly<Record<string, string>> = {
  member_id: '(SELECT m.id FROM members m WHERE m.id = r.member_id AND m.organization_id = $3::uuid)',
  import_id: '(SELECT i.id FROM imports i WHERE i.id = r.import_id AND i.event_id = $2::uuid)',
  active_model_id: '(SELECT m.id FROM models m WHERE m.id = r.active_model_id AND m.organization_id = $3::uuid)',
};

/** The newest label that says what a cast is. Labels get new ids in the same order. */
const NEWEST_LABEL = `(SELECT max(l.id) FROM labels l WHERE l.cast_id = r.cast_id AND l.kind <> 'unsure')`;

/** Writes the rows of one evening within a transaction of the caller. */
export class EveningWriter {
  private event: EveningImported | undefined;
  private bookId: unknown;
  /** Its id here: another one if another organization has a book with its id. */
  private storedBookId: unknown;
  /** Whether the book of the evening is here already; then it stays as it is. */
  private hasBook = false;
  /** Name of a new book that was not archived. */
  private openName: unknown;

  /** @param room that the evening is added to */
  constructor(
    private readonly client: pg.Client,
    private readonly room: GuardedRoom,
  ) {}

  /** @throws FailureError `evening-unreadable` if rows do not belong to the evening */
  async store(table: EveningTable, rows: readonly unknown[]): Promise<void> {
    const all = rows as readonly Row[];
    switch (table.name) {
      case 'spellbooks':
        return this.storeBook(table, all);
      case 'spells':
        return this.storeSpells(table, all);
      case 'events':
        return this.storeEvent(table, all);
      default:
        return this.storeRows(table, all);
    }
  }

  /** @throws FailureError `evening-unreadable` if there was no event, or casts are parts of casts of another one */
  async finish(): Promise<EveningImported> {
    if (this.event === undefined) throw notOfEvening('events');
    const { rowCount } = await this.client.query(
      'SELECT FROM casts part JOIN casts whole ON whole.id = part.original_id WHERE part.event_id = $1 AND whole.event_id <> $1',
      [this.event.eventId],
    );
    if (rowCount !== 0) throw notOfEvening('casts');
    await this.openBook();
    return this.event;
  }

  private async storeBook(table: EveningTable, [book, ...more]: readonly Row[]): Promise<void> {
    if (book === undefined || more.length > 0 || this.bookId !== undefined) throw notOfEvening(table.name);
    this.bookId = this.storedBookId = book['id'];
    this.hasBook = await this.lockBook();
    if (this.hasBook) return;
    const archived = { ...book, id: this.storedBookId, archived_at: book['archived_at'] ?? new Date().toISOString() };
    if ((await this.insert(table, [archived], 'ON CONFLICT (id) DO NOTHING')) === 0)
      this.hasBook = await this.lockBook(); // another import has just stored it
    else if (book['archived_at'] === null) this.openName = book['name'];
  }

  /** Keeps the book of the evening from being deleted meanwhile. @returns false if the organization does not have it */
  private async lockBook(): Promise<boolean> {
    const { rows } = await this.client.query<OfOrganization>(
      'SELECT organization_id AS "organizationId" FROM spellbooks WHERE id = $1 FOR KEY SHARE',
      [this.bookId],
    );
    const isElsewhere = rows.some(({ organizationId }) => organizationId !== this.room.organizationId);
    if (isElsewhere) this.storedBookId = randomUUID();
    return rows.length > 0 && !isElsewhere;
  }

  /**
   * Takes a new book out of the archive unless another one has its name. Last, because the spellbook lock is held until
   * the transaction ends, and an upload may take long.
   */
  private async openBook(): Promise<void> {
    if (this.openName === undefined) return;
    await lockBooksOn(this.client);
    await this.client.query(
      `UPDATE spellbooks SET archived_at = NULL WHERE id = $1
        AND NOT EXISTS (SELECT FROM spellbooks
          WHERE organization_id = $3 AND archived_at IS NULL AND lower(name) = lower($2))`,
      [this.storedBookId, this.openName, this.room.organizationId],
    );
  }

  private async storeSpells(table: EveningTable, spells: readonly Row[]): Promise<void> {
    if (spells.some((spell) => spell['spellbook_id'] !== this.bookId)) throw notOfEvening(table.name);
    for (const { glyph, second_glyph: second } of spells)
      for (const path of [glyph, second]) if (typeof path === 'string') checkGlyph(path);
    if (!this.hasBook) await this.insert(table, spells.map((spell) => ({ ...spell, spellbook_id: this.storedBookId }))); // prettier-ignore
  }

  /** Its code stays unless another event has it. It stays older than the current event of the room. */
  private async storeEvent(table: EveningTable, [event, ...more]: readonly Row[]): Promise<void> {
    const isWrong = event === undefined || more.length > 0 || this.event !== undefined;
    if (isWrong || event['spellbook_id'] !== this.bookId) throw notOfEvening(table.name);
    let code = event['code'] as EventCode;
    while ((await this.client.query('SELECT FROM events WHERE code = $1', [code])).rowCount !== 0) {
      const same = await this.client.query('SELECT FROM events WHERE id = $1', [event['id']]);
      if (same.rowCount !== 0) throw new FailureError('evening-exists');
      code = newEventCode();
    }
    const { rows } = await this.client.query<{ at: Date }>(
      `SELECT LEAST($1::timestamptz, max(created_at) - interval '1 ms') AS at FROM events WHERE room_id = $2`,
      [event['created_at'], this.room.id],
    );
    const here = { room_id: this.room.id, spellbook_id: this.storedBookId };
    await this.insert(table, [{ ...event, code, created_at: rows[0]?.at.toISOString(), ...here }]);
    this.event = { eventId: event['id'] as string, code, title: event['title'] as string };
  }

  private async storeRows(table: EveningTable, rows: readonly Row[]): Promise<void> {
    const stored = await this.insert(table, rows);
    // Comments of members that this server does not have are left out.
    if (stored !== rows.length && table.name !== 'cast_comments') throw notOfEvening(table.name);
  }

  /** @returns number of rows stored: only those whose parent is a row of the evening */
  private async insert(
    { name, row, ofEvent, parent }: EveningTable,
    rows: readonly Row[],
    onConflict = '',
  ): Promise<number> {
    const values = new Map(Object.keys(row.shape).map((column) => [column, FOREIGN[column] ?? `r.${column}`]));
    if (ofEvent) values.set('event_id', '$2::uuid');
    if (name === 'events') values.set('room_id', 'r.room_id');
    if (name === 'spellbooks') values.set('organization_id', '$3::uuid');
    if (name === 'current_labels') values.set('label_id', NEWEST_LABEL);
    const isOwn = parent ? `JOIN ${parent.table} p ON p.id = r.${parent.column} AND p.event_id = $2::uuid` : '';
    const known =
      name === 'cast_comments' ? 'JOIN members m ON m.id = r.member_id AND m.organization_id = $3::uuid' : '';
    const { rowCount } = await this.client.query(
      `INSERT INTO ${name} (${[...values.keys()].join(', ')}) SELECT ${[...values.values()].join(', ')}
        FROM json_populate_recordset(null::${name}, $1::json) WITH ORDINALITY r ${isOwn} ${known}
        WHERE $2::uuid IS NOT DISTINCT FROM $2 AND $3::uuid IS NOT DISTINCT FROM $3 -- gives both a type where unused
        ORDER BY r.ordinality ${onConflict}`,
      [JSON.stringify(rows), this.event?.eventId ?? null, this.room.organizationId],
    );
    return rowCount ?? 0;
  }
}

function notOfEvening(table: string): FailureError {
  return new FailureError('evening-unreadable', `rows of ${table} do not belong to the evening`);
}
