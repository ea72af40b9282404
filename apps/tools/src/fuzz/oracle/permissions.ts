import { mayAct, type Role } from '@wandcast/protocol';
import {
  consoleMessages,
  handshakes,
  preflightMessages,
  stageMessages,
  wandMessages,
} from '@wandcast/protocol/messages';
import type { z } from 'zod';

/** A message as it is declared. */
export interface DeclaredMessage {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly role: Role | 'anyone';
}

/** The messages of each namespace by name, and the schema of its handshake. */
export const namespaces = {
  '/wand': { messages: byName(wandMessages), handshake: handshakes.wand },
  '/stage': { messages: byName(stageMessages), handshake: handshakes.stage },
  '/console': { messages: byName(consoleMessages), handshake: handshakes.console },
  '/preflight': { messages: byName(preflightMessages), handshake: handshakes.preflight },
} as const;

export type NamespaceName = keyof typeof namespaces;

export const namespaceNames = Object.keys(namespaces) as NamespaceName[];

function byName(messages: Readonly<Record<string, DeclaredMessage>>): ReadonlyMap<string, DeclaredMessage> {
  return new Map(Object.entries(messages));
}

/** Whether a client of this namespace may be answered with success. @param role of its member; null if it has none */
export function mayBeAnswered(namespace: NamespaceName, name: string, role: Role | null): boolean {
  const declared = namespaces[namespace].messages.get(name);
  if (declared === undefined) return false;
  return declared.role === 'anyone' || (role !== null && mayAct(role, declared.role));
}
