import { FailureError, type Answer, type Failure, type FailureCode } from '@wandcast/protocol';
import type { Socket } from 'socket.io';
import { brief, describeIssues } from '../validation/describe-issues.js';
import { hasMisplacedBytes } from '../validation/misplaced-bytes.js';
import { EventLoopQueue } from '../queues/event-loop-queue.js';
import { MessageRateLimiter } from '../limits/message-rate-limiter.js';
import type { ConnectionGuard } from './connection-guard.js';
import type { MessageFailures } from '../failures/message-failures.js';
import type { HandlerRegistry, Messages } from './handler-registry.js';

type Ack = (answer: Answer<unknown>) => void;

/** One connection and the handlers of its messages. */
export interface Connection<M extends Messages, Caller> {
  readonly role: string;
  /** Identifies the connection in the log. */
  readonly who: string;
  readonly handlers: HandlerRegistry<M, Caller>;
  /** Passed to the handlers. */
  readonly caller: Caller;
  /** Messages that do not wait for their turn, as those of clocks do not; among them, order is kept. */
  readonly urgent?: readonly string[];
  /** Messages with a listener of their own. */
  readonly alsoKnown?: readonly string[];
  /** The event in which it is now. */
  readonly eventOf?: (caller: Caller) => string;
  /** Throws if this connection may not send that message. */
  readonly authorize?: (name: keyof M & string) => void;
  /**
   * Called before each message is handled. Returns what to call with the answer's value; undefined if nothing.
   * @param message parsed with the schema of `name`
   */
  readonly observe?: (name: keyof M & string, message: unknown) => Promise<(value: unknown) => void> | undefined;
  /** Reports the failure of a message without acknowledgement. */
  readonly onFailure?: (failure: Failure, message: unknown) => void;
}

/** Maximum number of unanswered messages per connection; a wand sends one cast after another. */
const MAX_UNANSWERED = 8;

/** Failures of what no page does: they cost more than others. */
const abuses = new Set<FailureCode>(['cast-busy']);

/** Messages of connections without a guard wait here. */
const unguarded = new EventLoopQueue();

/**
 * Listens for every message of a role: parses, dispatches to its handler, answers (SPEC M2, M3). Uses Socket.IO
 * listeners directly, because a Nest pipeline costs 20-30 us a message. Whatever a handler throws becomes the answer.
 * All but urgent messages wait for their turn, up to MAX_UNANSWERED of each connection, and those of consoles until few
 * others are being handled: a burst of them would delay what the casts of others wait for. Connections take turns.
 * A connection that sends too many messages is closed (SPEC M5).
 * @returns countRefusal: counts a refusal that happened outside of a handler
 */
export function dispatchMessages<M extends Messages, Caller>(
  socket: Pick<Socket, 'on' | 'use' | 'disconnect' | 'disconnected' | 'conn'>,
  {
    role,
    who,
    handlers,
    caller,
    urgent = [],
    alsoKnown = [],
    eventOf,
    authorize,
    observe,
    onFailure,
  }: Connection<M, Caller>,
  failures: MessageFailures,
): { readonly countRefusal: () => void } {
  const { messages } = handlers;
  const rateLimiter = new MessageRateLimiter();
  let unanswered = 0;
  let isEnded = false;
  const { guard } = socket.conn as { readonly guard?: ConnectionGuard };
  const turns = guard?.turnsOf(role) ?? unguarded;
  const close = (): void => {
    if (socket.disconnected) return;
    guard?.flooded(role);
    socket.disconnect(true);
  };
  const countRefusal = (code?: FailureCode): void => {
    if (!rateLimiter.refusal(code !== undefined && abuses.has(code))) close();
  };
  const fail = (name: string, error: unknown, ack: unknown, message: unknown, onAnswered?: () => void): void => {
    const failure = failures.of(error, `${role} ${name.slice(0, 40)}`, who, eventOf?.(caller));
    failures.answer(failure, () => {
      if (typeof ack === 'function') (ack as Ack)({ ok: false, failure });
      else onFailure?.(failure, message);
      onAnswered?.();
    });
    countRefusal(failure.code);
  };
  const run = async (name: string, message: unknown, ack: unknown, isTooMany: boolean): Promise<void> => {
    try {
      if (isTooMany) throw new FailureError('overloaded');
      const schema = messages[name]?.schema;
      if (schema === undefined) throw new FailureError('unknown-message');
      authorize?.(name);
      if (hasMisplacedBytes(message)) throw new FailureError('invalid-message', 'bytes where none belong');
      const parsed = schema.safeParse(message, brief);
      if (!parsed.success) throw new FailureError('invalid-message', describeIssues(parsed.error));
      if (ack !== undefined && guard?.isBehind === true) throw new FailureError('overloaded');
      const observed = observe?.(name, parsed.data);
      const onAnswered = observed && (await observed);
      const value = await handlers.handle(name, caller, parsed.data as never);
      onAnswered?.(value);
      if (typeof ack === 'function') (ack as Ack)({ ok: true, value });
      unanswered--;
    } catch (error) {
      if (socket.disconnected && (error as Error).name === 'AbortError') return; // stopped because its client has gone
      fail(name, error, ack, message, () => {
        unanswered--;
      });
    }
  };
  socket.on('disconnect', (reason) => {
    isEnded = reason === 'server namespace disconnect'; // what somebody sent who has left by themselves still counts
  });
  for (const name of Object.keys(messages))
    socket.on(name, (...args: unknown[]) => {
      const ack = args.findLast((one) => typeof one === 'function');
      const isTooMany = ++unanswered > MAX_UNANSWERED;
      const start = (): Promise<void> | undefined => {
        if (!isEnded) return run(name, args[0] === ack ? undefined : args[0], ack, isTooMany);
        unanswered--;
        return undefined;
      };
      if (isTooMany || urgent.includes(name) || name.startsWith('clock:')) void start();
      else turns.add(who, start);
    });
  socket.use(([name, ...rest]: unknown[], next) => {
    if (!rateLimiter.message()) {
      close();
      return;
    }
    const isKnown = typeof name === 'string' && (Object.hasOwn(messages, name) || alsoKnown.includes(name));
    if (isKnown) next();
    else fail(String(name), new FailureError('unknown-message'), rest.at(-1), rest[0]);
  });
  return { countRefusal };
}
