import type { z } from 'zod';
import type { Ack } from '../domain/entities.js';
import type { Message, ServerEvent, WireType } from '../definition/define-message.js';
import type {
  consoleEvents,
  consoleMessages,
  handshakes,
  preflightEvents,
  preflightMessages,
  stageEvents,
  stageMessages,
  wandEvents,
  wandMessages,
} from './index.js';

/** The parsed content of a message. */
export type Content<M extends Message> = z.output<M['schema']>;
/** The value that acknowledges a message; `never` if it has no acknowledgement. */
export type AnswerOf<M extends Message> = M['answer'] extends WireType<infer T> ? T : never;

/** Messages from a client, as a Socket.IO event map. */
type FromClient<Messages extends Readonly<Record<string, Message>>> = {
  [N in keyof Messages]: Messages[N]['answer'] extends null
    ? (message: Content<Messages[N]>) => void
    : (message: Content<Messages[N]>, ack: Ack<AnswerOf<Messages[N]>>) => void;
};
/** Messages from the server, as a Socket.IO event map. */
type FromServer<Events extends Readonly<Record<string, ServerEvent<unknown>>>> = {
  [N in keyof Events]: (value: Events[N]['value'] extends WireType<infer T> ? T : never) => void;
};

export type WandToServer = FromClient<typeof wandMessages>;
export type StageToServer = FromClient<typeof stageMessages>;
export type ConsoleToServer = FromClient<typeof consoleMessages>;
export type PreflightToServer = FromClient<typeof preflightMessages>;

export type ServerToWand = FromServer<typeof wandEvents>;
export type ServerToStage = FromServer<typeof stageEvents>;
export type ServerToConsole = FromServer<typeof consoleEvents>;
export type ServerToPreflight = FromServer<typeof preflightEvents>;

export type Handshake<R extends keyof typeof handshakes> = z.output<(typeof handshakes)[R]>;
export type FromWand<N extends keyof typeof wandMessages> = Content<(typeof wandMessages)[N]>;
export type FromConsole<N extends keyof typeof consoleMessages> = Content<(typeof consoleMessages)[N]>;
export type FromPreflight<N extends keyof typeof preflightMessages> = Content<(typeof preflightMessages)[N]>;
export type CastStart = FromWand<'cast:start'>;
export type CastReplay = FromWand<'cast:replay'>;
