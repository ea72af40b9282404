import type { CastId, Failure } from '@wandcast/protocol';
import type { CastMoment } from './pending-cast.js';
import { Recording, type RecordingHost } from './recording.js';

/** Recordings in progress, by cast id, until each is finished or canceled. */
export class ActiveRecordings {
  private readonly recordings = new Map<CastId, Recording>();

  /** @param host is called after a recording ends and has been removed from the map */
  constructor(private readonly host: RecordingHost) {}

  get size(): number {
    return this.recordings.size;
  }

  begin(head: Recording['head'], made: CastMoment | undefined): Recording {
    const { host } = this;
    const ownHost: RecordingHost = {
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
    };
    const recording = new Recording(head, ownHost, made);
    this.recordings.set(head.castId, recording);
    return recording;
  }

  /**
   * Handles a refusal by the server. If a retry is allowed, the recording continues without streaming and is replayed
   * when it ends; otherwise it is canceled.
   * @returns whether the recording continues
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

  /** Cancels every recording. */
  cancel(): void {
    for (const recording of this.recordings.values()) recording.cancel();
  }
}
