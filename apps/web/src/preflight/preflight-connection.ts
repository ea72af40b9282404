import type {
  Answer,
  FromPreflight,
  Failure,
  PhoneTrialAnswer,
  Preflight,
  PreflightReport,
  PreflightToServer,
  PreflightWelcome,
  ServerToPreflight,
} from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { shallowRef } from 'vue';
import { socketOptions, useConnection } from '../shared/connection/socket-connection';

/** How long the server may take to answer, ms. */
const ANSWER_MS = 5_000;

/** How long a prediction may take, ms: the server may first load the model. */
const TRIAL_MS = 15_000;

/** Connection of the preflight page. */
export interface PreflightConnection {
  /** The server's welcome; undefined while not connected. */
  readonly welcome: () => PreflightWelcome | undefined;
  /** Why the server refused the connection; undefined if it did not, or if it cannot be reached. */
  readonly refusal: () => Failure | undefined;
  /** The current transport. */
  readonly transport: () => PreflightReport['transport'];
  /** Connects at once after a refusal. */
  readonly retry: () => void;
  /** @throws Error on timeout */
  readonly readClock: () => Promise<Answer<{ readonly at: number }>>;
  /** @throws Error on timeout */
  readonly cast: (cast: FromPreflight<'trial:cast'>) => Promise<Answer<PhoneTrialAnswer>>;
  /** @throws Error on timeout */
  readonly report: (report: PreflightReport) => Promise<Answer<Preflight>>;
}

/** @param token from the page's link; without one the page can measure but not report */
export function connectPreflight(token: string | undefined): PreflightConnection {
  const socket: Socket<ServerToPreflight, PreflightToServer> = io('/preflight', socketOptions(token));
  const { state, retry } = useConnection(socket);
  const latestWelcome = shallowRef<PreflightWelcome>();
  socket.on('disconnect', () => (latestWelcome.value = undefined));
  socket.on('preflight:welcomed', (welcomed) => (latestWelcome.value = welcomed));
  return {
    welcome: () => (state.value.kind === 'open' ? latestWelcome.value : undefined),
    refusal: () => (state.value.kind === 'refused' ? state.value.failure : undefined),
    transport: () => (socket.io.engine.transport.name === 'websocket' ? 'websocket' : 'polling'),
    retry,
    readClock: () => socket.timeout(ANSWER_MS).emitWithAck('clock:read', {}),
    cast: (cast) => socket.timeout(TRIAL_MS).emitWithAck('trial:cast', cast),
    report: (report) => socket.timeout(ANSWER_MS).emitWithAck('preflight:report', report),
  };
}
