import { FailureError, type Answer } from '@wandcast/protocol';
import type { Message } from '@wandcast/protocol/messages';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { issuesOf } from './parse-handshake.js';
import { MessageRateLimiter } from '../limits/message-rate-limiter.js';
import type { MessageFailures } from './message-failures.js';

type Handler<M extends Message> = (message: z.output<M['schema']>) => unknown;
type Ack = (answer: Answer<unknown>) => void;

/** Messages of one role and what to do with each. */
export interface Reception<M extends Readonly<Record<string, Message>>> {
  readonly role: string;
  readonly who: string;
  readonly messages: M;
  readonly handlers: { readonly [E in keyof M]: Handler<M[E]> };
  /** Messages with a listener of their own. */
  readonly alsoKnown?: readonly string[];
  /** Throws if this connection may not say that. */
  readonly may?: (name: keyof M & string) => void;
  /** Is told of every message that was answered, and with what. */
  readonly did?: (name: keyof M & string, message: unknown, value: unknown) => void;
  /** For a message that has no acknowledgement to be refused in. */
  readonly refuse?: (refusal: Extract<Answer<unknown>, { ok: false }>, message: unknown) => void;
}

/** Messages of one connection that may wait for their answer at once; a wand sends one cast after another. */
const MAX_UNANSWERED = 8;

/**
 * Listens for every message of a role: parses, handles, answers (SPEC M2, M3). Socket.IO listeners directly:
 * a Nest pipeline costs 20-30 us a message. A handler may be async; what it throws becomes the answer. A
 * connection that floods is closed (SPEC M5).
 * @returns refused: to be told of refusals that happen elsewhere
 */
export function receive<M extends Readonly<Record<string, Message>>>(
  socket: Pick<Socket, 'on' | 'use' | 'disconnect'>,
  { role, who, messages, handlers, alsoKnown = [], may, did, refuse }: Reception<M>,
  refusals: MessageFailures,
): { refused(): void } {
  const pace = new MessageRateLimiter();
  let unanswered = 0;
  const refused = (): void => {
    if (!pace.refusal()) socket.disconnect(true);
  };
  const answer = (name: string, error: unknown, ack: unknown, message: unknown): void => {
    const refusal = { ok: false, failure: refusals.of(error, `${role} ${name.slice(0, 40)}`, who) } as const;
    if (typeof ack === 'function') (ack as Ack)(refusal);
    else refuse?.(refusal, message);
    refused();
  };
  const run = async (name: string, message: unknown, ack: unknown): Promise<void> => {
    unanswered++;
    try {
      const parsed = messages[name]?.schema.safeParse(message);
      if (parsed === undefined) throw new FailureError('unknown-message');
      may?.(name);
      if (!parsed.success) throw new FailureError('invalid-message', issuesOf(parsed.error));
      if (unanswered > MAX_UNANSWERED) throw new FailureError('overloaded');
      const value = await handlers[name]?.(parsed.data as never);
      did?.(name, parsed.data, value);
      if (typeof ack === 'function') (ack as Ack)({ ok: true, value });
    } catch (error) {
      answer(name, error, ack, message);
    } finally {
      unanswered--;
    }
  };
  for (const name of Object.keys(messages))
    socket.on(name, (...args: unknown[]) => {
      const ack = args.findLast((one) => typeof one === 'function');
      void run(name, args[0] === ack ? undefined : args[0], ack);
    });
  socket.use(([name, ...rest]: unknown[], next) => {
    if (!pace.message()) {
      socket.disconnect(true);
      return;
    }
    const isKnown = typeof name === 'string' && (Object.hasOwn(messages, name) || alsoKnown.includes(name));
    if (isKnown) next();
    else answer(String(name), new FailureError('unknown-message'), rest.at(-1), rest[0]);
  });
  return { refused };
}
