import { encodeBatch, type Batch, type DataFrame, type Frame } from './relay-batch.js';

/** Pause between two batches, ms: the more people, the fewer batches for each. */
const TICK_MS = 10;

/** Both ends say at least this often that they are there, ms. */
const BEAT_MS = 1_000;

/** A silent link is broken after so many beats, of this node's own: one that was busy hears late. */
const SILENT_BEATS = 3;

/** What a link needs of its surroundings. */
interface LinkHost {
  /** Id of this node. */
  readonly nodeId: () => string;
  /** @throws Error if the batch may be lost */
  readonly send: (nodeId: string, batch: Uint8Array) => Promise<void>;
  readonly onFrame: (frame: Frame) => void;
  /** Frames were sent. */
  readonly onFlushed?: () => void;
  /** Something may be lost: the connections of the link must close. */
  readonly onBroken: (reason: string) => void;
}

/** One end of the link between a relay and the holder of rooms: frames in order, none of them lost, or it breaks. */
export class RelayLink {
  private frames: Frame[] = [];
  /** Index in `frames` of each message to several, by its bytes. */
  private readonly shared = new Map<string | Uint8Array, number>();
  /** The last frame of each connection. */
  private readonly lastOf = new Map<number, number>();
  private nextOut = 0;
  private nextIn = 0;
  private silentBeats = 0;
  private tick: NodeJS.Timeout | undefined;
  /** ms of the monotonic clock */
  private flushedAt = 0;
  private readonly beats: NodeJS.Timeout;
  private isBroken = false;

  /** @param peer id of the other node  @param id of the link */
  constructor(
    private readonly peer: string,
    private readonly id: string,
    private readonly isUp: boolean,
    private readonly host: LinkHost,
  ) {
    this.beats = setInterval(() => {
      this.beat();
    }, BEAT_MS).unref();
  }

  add(frame: Frame): void {
    this.frames.push(frame);
    this.tick ??= setTimeout(
      () => {
        this.flush();
      },
      Math.max(0, this.flushedAt + TICK_MS - performance.now()),
    );
  }

  /** Adds a message to one connection. Those with the same bytes go as one frame. */
  addShared(connection: number, payload: string | Uint8Array): void {
    const at = this.shared.get(payload);
    const isLater = at !== undefined && at > (this.lastOf.get(connection) ?? -1);
    if (isLater) (this.frames[at]?.[1] as number[]).push(connection);
    else {
      this.shared.set(payload, this.frames.length);
      this.add(['data', [connection], payload] satisfies DataFrame);
    }
    this.lastOf.set(connection, isLater ? at : this.frames.length - 1);
  }

  receive({ number, frames }: Batch): void {
    if (this.isBroken) return;
    this.silentBeats = 0;
    if (number !== this.nextIn) {
      this.break('a batch is lost');
      return;
    }
    this.nextIn++;
    for (const frame of frames) this.host.onFrame(frame);
  }

  /** Sends what waits. */
  flush(): void {
    clearTimeout(this.tick);
    this.tick = undefined;
    if (this.isBroken) return;
    this.flushedAt = performance.now();
    const batch = {
      from: this.host.nodeId(),
      link: this.id,
      isUp: this.isUp,
      number: this.nextOut++,
      frames: this.frames,
    };
    this.frames = [];
    this.shared.clear();
    this.lastOf.clear();
    this.host.send(this.peer, encodeBatch(batch)).catch((error: unknown) => {
      this.break((error as Error).message);
    });
    this.host.onFlushed?.();
  }

  /** Ends it without a word. */
  end(): void {
    this.isBroken = true;
    clearInterval(this.beats);
    clearTimeout(this.tick);
  }

  /** Ends it, and closes its connections. */
  break(reason: string): void {
    if (this.isBroken) return;
    this.end();
    this.host.onBroken(reason);
  }

  private beat(): void {
    if (++this.silentBeats > SILENT_BEATS) this.break('the other node is silent');
    else if (this.tick === undefined) this.flush();
  }
}
