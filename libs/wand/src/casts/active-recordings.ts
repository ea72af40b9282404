import type { CastId, Failure } from '@wandcast/protocol';
import { Recording, type RecordingHost } from './recording.js';

/** Casts whose hand still moves, each until it is finished or dropped. */
export class ActiveRecordings {
  private readonly recordings = new Map<CastId, Recording>();

  /** @param host is told of each cast that ends, when it is none of these any more */
  constructor(private readonly host: RecordingHost) {}

  get size(): number {
    return this.recordings.size;
  }

  begin(head: Recording['head']): Recording {
    const { host } = this;
    const recording = new Recording(head, {
      stream: () => host.stream(),
      keep: (cast, streamedOn) => {
        this.recordings.delete(cast.castId);
        host.keep(cast, streamedOn);
      },
      drop: (castId) => {
        this.recordings.delete(castId);
        host.drop(castId);
      },
      refuse: (castId, failure) => {
        host.refuse(castId, failure);
      },
    });
    this.recordings.set(head.castId, recording);
    return recording;
  }

  /**
   * The server refused one of them. Where it may be sent again, it goes on without a stream, and is replayed whole when
   * it ends; else it is dropped.
   * @returns whether it goes on
   */
  refused(castId: CastId, failure: Failure): boolean {
    const recording = this.recordings.get(castId);
    if (failure.mayRetry && recording !== undefined) {
      recording.stopStreaming();
      return true;
    }
    recording?.cancel();
    return false;
  }

  /** Drops all of them. */
  cancel(): void {
    for (const recording of this.recordings.values()) recording.cancel();
  }
}
