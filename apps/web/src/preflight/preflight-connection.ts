import type {
  Answer,
  Failure,
  Preflight,
  PreflightReport,
  PreflightToServer,
  PreflightWelcome,
  ServerToPreflight,
} from '@wandcast/protocol';
import { io, type Socket } from 'socket.io-client';
import { shallowRef } from 'vue';
import { socketOptions, linkOf } from '../shared/connection/socket-connection';

/** How long the server may take to answer, ms. */
const ANSWER_MS = 5_000;

/** The preflight's half of its protocol. */
export interface PreflightLine {
  /** What the server said of this connection; undefined where there is none. */
  readonly open: () => PreflightWelcome | undefined;
  /** Why the server does not let this page in; undefined where it does, and where it is out of reach. */
  readonly refusal: () => Failure | undefined;
  /** By what the messages travel now. */
  readonly transport: () => PreflightReport['transport'];
  /** Knocks again where the server did not let this page in. */
  readonly knock: () => void;
  /** @throws Error where no answer comes */
  readonly readClock: () => Promise<Answer<{ readonly at: number }>>;
  /** @throws Error where no answer comes */
  readonly report: (report: PreflightReport) => Promise<Answer<Preflight>>;
}

/** @param token of the page's link; anyone may measure, but only those who have one may report */
export function preflightLine(token: string | undefined): PreflightLine {
  const socket: Socket<ServerToPreflight, PreflightToServer> = io('/preflight', socketOptions(token));
  const link = linkOf(socket);
  const welcome = shallowRef<PreflightWelcome>();
  socket.on('disconnect', () => (welcome.value = undefined));
  socket.on('preflight:welcomed', (welcomed) => (welcome.value = welcomed));
  return {
    open: () => (link.value.kind === 'open' ? welcome.value : undefined),
    refusal: () => (link.value.kind === 'refused' ? link.value.failure : undefined),
    transport: () => (socket.io.engine.transport.name === 'websocket' ? 'websocket' : 'polling'),
    knock() {
      if (link.value.kind === 'refused') socket.connect();
    },
    readClock: () => socket.timeout(ANSWER_MS).emitWithAck('clock:read', {}),
    report: (report) => socket.timeout(ANSWER_MS).emitWithAck('preflight:report', report),
  };
}
