import { FailureError, type ImportReport } from '@wandcast/protocol';
import { ParticipantsRepository } from '../../rooms/participants/participants.repository.js';
import { SpellEdits } from '../../rooms/spellbook/spell-edits.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { ImportedCastsRepository } from './imported-casts.repository.js';
import { importedCast, labelsOf, type ImportedCast } from './imported-cast.js';
import type { FileItem } from './parsing/file-item.js';
import type { ImportRow } from './import-row.js';
import { WorkSlices } from '../../platform/limits/work-slices.js';
import { ImportStopped } from './import-stopped.js';
import { ImportStore } from './import-store.js';
import { ImportTally } from './import-tally.js';
import { ImportsRepository } from './imports.repository.js';
import { SpellMatcher, leastUsedHue } from './spell-matcher.js';
import { readCastFile, type CastFile } from './parsing/read-cast-file.js';
import { RoomPart } from '../../rooms/room/room-part.js';

/** Casts looked up or stored in one query. */
const BATCH = 100;

/** Runs an import: first checks the whole file, then stores its casts. */
@RoomPart()
export class ImportRun {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly casts: ImportedCastsRepository,
    private readonly people: ParticipantsRepository,
    private readonly spells: Spellbook,
    private readonly edits: SpellEdits,
  ) {}

  /**
   * Reads the whole file without storing casts.
   * @throws FailureError `file-unreadable`, `import-too-large`; the reason of `abort`
   */
  async check(row: ImportRow, onProgress: (done: number) => void, abort: AbortSignal): Promise<ImportReport> {
    const matcher = this.matcher();
    const tally = new ImportTally(matcher);
    const { file, items } = await this.open(row, matcher, onProgress, abort);
    let batch: ImportedCast[] = [];
    const count = async (): Promise<void> => {
      const ids = await this.casts.resolveIds(row.eventId, batch);
      for (const [i, { cast }] of batch.entries()) tally.addCast(cast, ids[i]?.isKnown === true);
      batch = [];
    };
    for await (const item of items) {
      if (item.kind === 'bad') tally.addBadLine(item);
      if (item.kind !== 'cast') continue;
      for (const label of labelsOf(item.cast)) tally.countSpell(label, 0);
      if (batch.push(importedCast(row.eventId, item.cast)) === BATCH) await count();
    }
    await count();
    return tally.report(file);
  }

  /** Stores the casts of a checked file, resuming at `row.position`. @throws FailureError, or the reason of `abort` */
  async store(row: ImportRow, onProgress: () => void, abort: AbortSignal): Promise<void> {
    const { report } = row;
    if (report === null) throw new FailureError('import-not-ready', 'it was not checked');
    await this.createSpells(report);
    const matcher = this.matcher();
    const store = new ImportStore(row, report, matcher, this.casts, this.people);
    const { items } = await this.open(row, matcher, () => undefined, abort);
    let index = 0;
    for await (const item of items) {
      if (item.kind === 'row') continue;
      if (index++ < row.position) {
        await store.skip(item);
        continue;
      }
      if (item.kind === 'bad' && !row.skipBad) throw new FailureError('import-has-bad-lines', `line ${item.line}`);
      if (store.add(item) < BATCH) continue;
      await store.flush();
      onProgress();
    }
    await store.flush();
  }

  /** Opens the file. Its items let casts of the room go first; a cast with an unusable label becomes a bad line. */
  private async open(
    { info }: ImportRow,
    matcher: SpellMatcher,
    onProgress: (done: number) => void,
    abort: AbortSignal,
  ): Promise<{ file: CastFile; items: AsyncGenerator<FileItem> }> {
    let read = 0;
    const { imports } = this;
    async function* bytes(): AsyncGenerator<Uint8Array> {
      for await (const piece of imports.bytes(info.id)) {
        read += piece.byteLength;
        onProgress(read / info.size);
        yield piece;
      }
      if (read < info.size) throw new ImportStopped('canceled'); // its pieces were deleted
    }
    const slices = new WorkSlices();
    const file = await readCastFile(bytes(), abort, slices);
    async function* items(): AsyncGenerator<FileItem> {
      for await (const item of file.items) {
        if (slices.isOver) {
          await slices.rest();
          abort.throwIfAborted();
        }
        const isNameless =
          item.kind === 'cast' && labelsOf(item.cast).some((label) => matcher.find(label) === undefined);
        if (isNameless) yield { kind: 'bad', line: item.line, reason: 'its label has neither a letter nor a digit' };
        else yield item;
      }
    }
    abort.throwIfAborted();
    return { file, items: items() };
  }

  /** Creates the spells that the spellbook lacks, without glyphs. */
  private async createSpells({ spells }: ImportReport): Promise<void> {
    for (const { label } of spells) {
      const found = this.matcher().find(label);
      if (found?.state !== 'new') continue;
      await this.edits.create({ name: found.name, hue: leastUsedHue(this.spells.list()), glyph: null });
    }
  }

  private matcher(): SpellMatcher {
    return new SpellMatcher(this.spells.list(), this.spells.removed());
  }
}
