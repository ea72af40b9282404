import type {
  Answer,
  ConsoleState,
  ConsoleToServer,
  ServerToConsole,
  StageCounts,
  StageView,
} from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { linkOf, withToken, type Link } from '../net/link';
import { recorded, type Reading } from './count-history';

/** A recogniser one may train. */
export type ModelKind = Parameters<ConsoleToServer['model:train']>[0]['kind'];

export interface Console {
  readonly link: Readonly<ShallowRef<Link>>;
  /** Undefined before the first welcome. */
  readonly state: Readonly<ShallowRef<ConsoleState | undefined>>;
  /** Casts a minute over the last minutes. */
  readonly history: Readonly<ShallowRef<readonly Reading[]>>;
  lock(locked: boolean): Promise<Answer<unknown>>;
  show(view: StageView): Promise<Answer<unknown>>;
  train(kind: ModelKind): Promise<Answer<unknown>>;
}

/** How long the server may take to answer what takes it no time, ms. */
const ANSWER_MS = 5_000;

/** The console's half of the protocol. What it changes comes back as a message, as it does to every other console. */
export function useConsole(token: string): Console {
  const socket: Socket<ServerToConsole, ConsoleToServer> = io('/console', withToken(token));
  const link = linkOf(socket);
  const state = shallowRef<ConsoleState>();
  const history = shallowRef<readonly Reading[]>([]);

  /** For the next request: rejects where no answer comes in time. socket.io's types forget the answer there. */
  const soon = (): Pick<typeof socket, 'emitWithAck'> => socket.timeout(ANSWER_MS);

  function change(part: Partial<ConsoleState>): void {
    if (state.value !== undefined) state.value = { ...state.value, ...part };
  }
  function count(counts: StageCounts): void {
    change({ counts });
    history.value = recorded(history.value, { at: Date.now(), perMinute: counts.perMinute });
  }

  socket.on('console:welcomed', (welcome) => {
    state.value = welcome;
    count(welcome.counts);
  });
  socket.on('counts:changed', count);
  socket.on('event:changed', (event) => {
    change({ event });
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
  onBeforeUnmount(() => socket.disconnect());

  return {
    link,
    state,
    history,
    async lock(locked) {
      const answer = await soon().emitWithAck('room:lock', { locked });
      if (answer.ok) change({ event: answer.value });
      return answer;
    },
    async show(view) {
      const answer = await soon().emitWithAck('stage:show', { view });
      if (answer.ok) change({ event: answer.value });
      return answer;
    },
    train: (kind) => socket.emitWithAck('model:train', { kind }), // answered when the training ends
  };
}
