import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { shapeOf } from '@wandcast/gesture';
import type { CastId } from '@wandcast/protocol';
import { Log } from '../../platform/logging/log.js';
import { ShapesRepository, type ShapelessCast } from './shapes.repository.js';
import { storedSignal } from './stored-signal.js';

/** Casts per batch: about 3 ms of the event loop. */
const PAGE = 50;

/** Computes the shapes of casts stored by older versions, in the background after each start. */
@Injectable()
export class ShapeBackfill implements OnApplicationBootstrap, OnModuleDestroy {
  private isStopped = false;
  /** Resolves when all casts have shapes, or the server stops. */
  private filled: Promise<void> = Promise.resolve();

  constructor(
    private readonly shapes: ShapesRepository,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.filled = this.fill().catch((error: unknown) => {
      this.log.warn(
        { error: (error as Error).message },
        'could not compute shapes of older casts: continuing at the next start',
      );
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await this.filled;
  }

  private async fill(): Promise<void> {
    let casts = 0;
    for (let after: CastId | null = null; !this.isStopped;) {
      const page: ShapelessCast[] = await this.shapes.pageShapeless(after, PAGE);
      if (page.length > 0) await this.shapes.fill(page.map((cast) => ({ id: cast.id, shape: shape(cast) })));
      casts += page.length;
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) break;
      await nextTurn();
    }
    if (casts > 0) this.log.info({ casts }, 'computed shapes of older casts');
  }
}

function shape(cast: ShapelessCast): Uint8Array {
  return new Uint8Array(shapeOf(storedSignal(cast)).buffer);
}
