import { FailureError, type Answer } from '@wandcast/protocol';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { issuesOf } from './handshake.js';
import type { Refusals } from './refusals.js';

type Handler<S extends z.ZodType> = (message: z.output<S>) => unknown;
type Ack = (answer: Answer<unknown>) => void;

/** Messages of one role: its schemas and what to do with each. */
export interface Reception<M extends Record<string, z.ZodType>> {
  readonly role: string;
  readonly who: string;
  readonly schemas: M;
  readonly handlers: { readonly [E in keyof M]: Handler<M[E]> };
  /** For a message that has no acknowledgement to be refused in. */
  refuse?(failure: Parameters<Ack>[0] & { ok: false }, message: unknown): void;
}

/**
 * Listens for every message of a role: parses, handles, answers (SPEC M2, M3). Socket.IO listeners directly:
 * a Nest pipeline costs 20-30 us a message. A handler may be async; what it throws becomes the answer.
 */
export function receive<M extends Record<string, z.ZodType>>(
  socket: Pick<Socket, 'on' | 'use'>,
  reception: Reception<M>,
  refusals: Refusals,
  /** Messages with a listener of their own. */
  alsoKnown: readonly string[] = [],
): void {
  const { role, who, schemas, handlers } = reception;
  const answer = (name: string, error: unknown, ack: unknown, message: unknown): void => {
    const refusal = { ok: false, failure: refusals.of(error, `${role} ${name.slice(0, 40)}`, who) } as const;
    if (typeof ack === 'function') (ack as Ack)(refusal);
    else reception.refuse?.(refusal, message);
  };
  const run = async (name: string, message: unknown, ack: unknown): Promise<void> => {
    try {
      const parsed = schemas[name]?.safeParse(message);
      if (parsed === undefined) throw new FailureError('unknown-message');
      if (!parsed.success) throw new FailureError('invalid-message', issuesOf(parsed.error));
      const value = await handlers[name]?.(parsed.data as never);
      if (typeof ack === 'function') (ack as Ack)({ ok: true, value });
    } catch (error) {
      answer(name, error, ack, message);
    }
  };
  for (const name of Object.keys(schemas))
    socket.on(name, (message: unknown, ack: unknown) => void run(name, message, ack));
  socket.use(([name, ...rest]: unknown[], next) => {
    const isKnown = typeof name === 'string' && (Object.hasOwn(schemas, name) || alsoKnown.includes(name));
    if (isKnown) next();
    else answer(String(name), new FailureError('unknown-message'), rest.at(-1), rest[0]);
  });
}
