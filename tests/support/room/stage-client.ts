import { unpackFrame, type PackedFrame, type StageFrame, type StageSnapshot } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { connect, nextMessage, rejectOnDisconnect, tokenOf, type TestServer } from '../test-server.js';

/** A stage connected to a server. */
export interface StageClient {
  readonly socket: Socket;
  readonly snapshot: StageSnapshot;
  /** Every frame so far, unpacked. */
  readonly frames: readonly StageFrame[];
  /** The first frame, also among those so far, for which `fits` holds. */
  frame(fits: (frame: StageFrame) => boolean): Promise<StageFrame>;
}

export async function openStage(server: Pick<TestServer, 'url' | 'links'>): Promise<StageClient> {
  const socket = connect(server, '/stage', { token: tokenOf(server.links.stage) });
  const frames: StageFrame[] = [];
  socket.on('stage:frame', (packed: PackedFrame) => frames.push(unpackFrame(packed)));
  const snapshot = await nextMessage<StageSnapshot>(socket, 'stage:welcomed');
  return {
    ...{ socket, snapshot, frames },
    frame(fits) {
      const earlier = frames.find(fits);
      if (earlier !== undefined) return Promise.resolve(earlier);
      const later = new Promise<StageFrame>((resolve) => {
        const listen = (packed: PackedFrame): void => {
          const frame = unpackFrame(packed);
          if (!fits(frame)) return;
          socket.off('stage:frame', listen);
          resolve(frame);
        };
        socket.on('stage:frame', listen);
      });
      return rejectOnDisconnect(socket, 'a fitting frame', later);
    },
  };
}
