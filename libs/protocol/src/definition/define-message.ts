import type { z } from 'zod';
import type { Role } from '../domain/entities.js';

/** A wire type with its name in SPEC.md. Only the name exists at run time. */
export interface WireType<T> {
  readonly label: string;
  readonly type?: () => T;
}

export function wireType<T>(label: string): WireType<T> {
  return { label };
}

/** A message from a client: the single definition of its content, its answer and the required role. */
export interface Message<
  Name extends string = string,
  Schema extends z.ZodType = z.ZodType,
  Answered extends WireType<unknown> | null = WireType<unknown> | null,
> {
  /** `noun:verb` (SPEC M1). */
  readonly name: Name;
  readonly schema: Schema;
  /** Null if the message has no acknowledgement. */
  readonly answer: Answered;
  /** The minimum role, or `anyone` for every client with an accepted handshake. */
  readonly role: Role | 'anyone';
  /** For SPEC.md, in one to three sentences. */
  readonly about: string;
}

export function defineMessage<
  const Name extends string,
  Schema extends z.ZodType,
  Answered extends WireType<unknown> | null,
>(message: Message<Name, Schema, Answered>): Message<Name, Schema, Answered> {
  return message;
}

/** A message from the server. */
export interface ServerEvent<T> {
  readonly value: WireType<T>;
  readonly about: string;
}

export function defineEvent<T>(value: WireType<T>, about: string): ServerEvent<T> {
  return { value, about };
}

/** Messages by name. */
export type ByName<Messages extends Readonly<Record<string, Message>>> = {
  readonly [K in keyof Messages as Messages[K]['name']]: Messages[K];
};

/** Indexes messages by their wire name. @param messages the exports of a module */
export function byName<Messages extends Readonly<Record<string, Message>>>(messages: Messages): ByName<Messages> {
  return Object.fromEntries(Object.values(messages).map((message) => [message.name, message])) as ByName<Messages>;
}
