import { unpackFrame, type ServerToStage, type StageToServer } from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { linkOf, connecting, type Link } from '../../shared/connection/socket-connection';
import { useServerClock, type PageClock } from '../../shared/clock/useServerClock';
import { HOLD_MS, advance, castsOf, collect, dark, heeding, type Spotlight, type StageCast } from '../live/spotlight';
import { applyFrame, stateOf, type StageState } from '../state/stage-state';

export interface Stage {
  readonly link: Readonly<ShallowRef<Link>>;
  /** Undefined before the first welcome. After a lost connection, the last picture. */
  readonly state: Readonly<ShallowRef<StageState | undefined>>;
  readonly spotlight: Readonly<ShallowRef<Spotlight>>;
  readonly clock: PageClock;
}

/** The stage's half of the protocol: it only listens, but for the time. */
export function useStage(token: string): Stage {
  const socket: Socket<ServerToStage, StageToServer> = io('/stage', connecting(token));
  const link = linkOf(socket);
  const clock = useServerClock(socket, (reading) => socket.emit('clock:report', reading));
  const state = shallowRef<StageState>();
  const spotlight = shallowRef<Spotlight>(dark);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function shine(casts: readonly StageCast[]): void {
    clearTimeout(timer);
    const now = performance.now();
    if (state.value?.event.view !== 'live') {
      spotlight.value = collect(spotlight.value, casts, now); // nobody's turn passes while no one sees it
      return;
    }
    spotlight.value = advance(spotlight.value, casts, now, state.value.event.spotlight.by);
    const { current, waiting } = spotlight.value;
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
    spotlight.value = dark; // another server counts its slots anew
    const last = castsOf(snapshot.recent, state.value).findLast(({ result }) => result.spell !== null);
    shine(last === undefined ? [] : [last]);
  });
  socket.on('stage:frame', (packed) => {
    const before = state.value;
    if (before === undefined) return;
    const frame = unpackFrame(packed);
    state.value = applyFrame(before, frame, performance.now());
    spotlight.value = heeding(spotlight.value, frame);
    if (frame.results !== undefined) shine(castsOf(frame.results, state.value, before));
  });
  socket.on('event:changed', (event) => {
    change({ event });
    shine([]);
  });
  socket.on('spells:changed', (spells) => {
    change({ spells });
  });
  socket.on('model:changed', (model) => {
    change({ model });
  });
  socket.on('training:progressed', (training) => {
    change({ training });
  });
  socket.on('report:changed', (report) => {
    change({ report });
  });

  socket.on('round:changed', (round) => {
    const { tally = null } = state.value ?? {};
    change({ round, tally: tally?.roundId === round?.id ? tally : null });
  });
  socket.on('note:changed', (note) => {
    change({ note });
  });

  onBeforeUnmount(() => {
    clearTimeout(timer);
    socket.disconnect();
  });
  return { link, state, spotlight, clock };
}
