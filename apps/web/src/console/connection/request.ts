import { toFailure, type Answer, type ConsoleToServer, type Failure, type ServerToConsole } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { texts } from '../texts/console-texts';
import { translatedAnswer } from '../texts/translated-failure';
import type { ClientState } from './client-state';

/** Timeout of quick requests, ms. */
export const ANSWER_MS = 5_000;
/** Timeout of slow requests, which load a model or read many casts, ms. */
export const SLOW_ANSWER_MS = 20_000;

/** The failure of a request that got no answer. */
export function noAnswerFailure(message = texts().shell.noAnswer): Failure {
  return { ...toFailure('internal'), message };
}

/** The socket with a timeout: requests reject if no answer arrives within `ms`. */
export type RequestWithin = (ms: number) => Pick<Socket<ServerToConsole, ConsoleToServer>, 'emitWithAck'>;

/** Requests over a socket. Their failures are in the language of the page. */
export function requestsOf(socket: Socket<ServerToConsole, ConsoleToServer>): RequestWithin {
  const untyped = socket as unknown as Socket;
  const ask = async (ms: number, message: string, values: readonly unknown[]): Promise<Answer<unknown>> =>
    translatedAnswer((await untyped.timeout(ms).emitWithAck(message, ...values)) as Answer<unknown>);
  return (ms) => ({ emitWithAck: (message, ...values) => ask(ms, message, values) as Promise<never> });
}

/** Applies an answer to the state at once, before the broadcast to all consoles arrives. */
export type ApplyAnswer = <T>(
  answer: Promise<Answer<T>>,
  next: (state: ClientState, value: T) => ClientState,
) => Promise<Answer<T>>;
