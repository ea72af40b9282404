import type { Answer, ConsoleToServer, ServerToConsole } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import type { DeskState } from './console-state';

/** How long the server may take to answer what takes it no time, ms. */
export const ANSWER_MS = 5_000;
/** The same where it loads a model or reads many casts, ms. */
export const PATIENT_MS = 20_000;

/** For the next request: rejects where no answer comes in so many ms. socket.io's types forget the answer there. */
export type Asking = (ms: number) => Pick<Socket<ServerToConsole, ConsoleToServer>, 'emitWithAck'>;

/** Shows at once what an answer says, not waiting for the message that tells every console. */
export type Then = <T>(
  answer: Promise<Answer<T>>,
  next: (state: DeskState, value: T) => DeskState,
) => Promise<Answer<T>>;
