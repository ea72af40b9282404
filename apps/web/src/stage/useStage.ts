import type { ServerToStage, StageToServer } from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { linkOf, withToken, type Link } from '../net/link';
import { HOLD_MS, advance, dark, type Spotlight } from './spotlight';
import { applyFrame, stateOf, type StageState } from './stage-state';

export interface Stage {
  readonly link: Readonly<ShallowRef<Link>>;
  /** Undefined before the first welcome. After a lost connection, the last picture. */
  readonly state: Readonly<ShallowRef<StageState | undefined>>;
  readonly spotlight: Readonly<ShallowRef<Spotlight>>;
}

/** The stage's half of the protocol: it only listens. */
export function useStage(token: string): Stage {
  const socket: Socket<ServerToStage, StageToServer> = io('/stage', withToken(token));
  const link = linkOf(socket);
  const state = shallowRef<StageState>();
  const spotlight = shallowRef<Spotlight>(dark);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function shine(results: Parameters<typeof advance>[1]): void {
    const now = performance.now();
    spotlight.value = advance(spotlight.value, results, now);
    const { current, waiting } = spotlight.value;
    clearTimeout(timer);
    if (current !== null && waiting.length > 0)
      timer = setTimeout(
        () => {
          shine([]);
        },
        Math.max(0, current.since + HOLD_MS - now),
      );
  }
  function change(part: Partial<StageState>): void {
    if (state.value !== undefined) state.value = { ...state.value, ...part };
  }

  socket.on('stage:welcomed', (snapshot) => {
    const now = performance.now();
    state.value = stateOf(snapshot, now);
    const last = snapshot.recent.findLast(({ spell }) => spell !== null);
    if (spotlight.value.current === null && last !== undefined) shine([last]);
  });
  socket.on('stage:frame', (frame) => {
    if (state.value === undefined) return;
    state.value = applyFrame(state.value, frame, performance.now());
    if (frame.results !== undefined) shine(frame.results);
  });
  socket.on('event:changed', (event) => {
    change({ event });
  });
  socket.on('spells:changed', (spells) => {
    change({ spells });
  });
  socket.on('model:changed', (model) => {
    change({ model });
  });

  onBeforeUnmount(() => {
    clearTimeout(timer);
    socket.disconnect();
  });
  return { link, state, spotlight };
}
