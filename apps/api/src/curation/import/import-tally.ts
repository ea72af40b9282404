import type { RecordedCast } from '@wandcast/gesture';
import { FailureError, type BadLine, type ImportReport, type SpellId } from '@wandcast/protocol';
import type { SpellMatch, SpellMatcher } from './spell-matcher.js';

/** Bad lines listed in the report; further ones are only counted. */
const BAD_LINES_SHOWN = 100;

/** A file with more is rejected as not being a file of casts. */
const MAX_SPELLS = 200;
const MAX_PEOPLE = 10_000;

/** Counts the contents of a file for the import report. */
export class ImportTally {
  private readonly spells = new Map<SpellId, { label: string; found: SpellMatch; casts: number }>();
  private readonly people = new Set<string>();
  private readonly bad: BadLine[] = [];
  private badLines = 0;
  private casts = 0;
  private labeled = 0;
  private known = 0;

  constructor(private readonly matcher: SpellMatcher) {}

  addBadLine({ line, reason }: BadLine): void {
    this.badLines++;
    if (this.bad.length < BAD_LINES_SHOWN) this.bad.push({ line, reason });
  }

  /** @throws FailureError `file-unreadable` if the file has too many people or spells */
  addCast({ user, label }: RecordedCast, isKnown: boolean): void {
    this.casts++;
    if (isKnown) this.known++;
    this.people.add(user);
    if (this.people.size > MAX_PEOPLE) throw new FailureError('file-unreadable', `more than ${MAX_PEOPLE} people`);
    if (label === null) return;
    this.labeled++;
    this.countSpell(label, 1);
  }

  /** Adds a spell that the spellbook needs. @param casts casts to add to its count  @throws FailureError `file-unreadable` */
  countSpell(label: string, casts: 0 | 1): void {
    const found = this.matcher.find(label);
    if (found === undefined) return;
    const counted = this.spells.get(found.spell);
    this.spells.set(found.spell, { label, found, ...counted, casts: (counted?.casts ?? 0) + casts });
    if (this.spells.size > MAX_SPELLS) throw new FailureError('file-unreadable', `more than ${MAX_SPELLS} spells`);
  }

  report(file: Pick<ImportReport, 'format' | 'isGzipped'>): ImportReport {
    const { casts, labeled, known, bad, badLines } = this;
    const spells = Array.from(this.spells.values(), ({ label, found, casts: own }) => ({
      ...{ label, spell: found.spell, state: found.state, casts: own },
    }));
    spells.sort((a, b) => b.casts - a.casts || a.label.localeCompare(b.label));
    const { format, isGzipped } = file;
    return { format, isGzipped, casts, labeled, known, people: this.people.size, spells, bad, badLines };
  }
}
