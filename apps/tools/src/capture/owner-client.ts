import type { ConsoleToServer, ServerToConsole } from "@wandcast/protocol";
import type { Socket } from "socket.io-client";
import { UsageError } from "../cli/usage-error.js";

export type OwnerSocket = Socket<ServerToConsole, ConsoleToServer>;

/** Sends a message of the console. @returns the value of the answer  @throws UsageError if the server refuses */
export async function ask(
  owner: OwnerSocket,
  message: keyof ConsoleToServer,
  payload: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const send = owner.emitWithAck.bind(owner) as unknown as (name: string, data: unknown) => Promise<Answer>;
  const answer = await send(message, payload);
  if (!answer.ok) throw new UsageError(`${message}: ${answer.failure.message}`);
  return answer.value;
}

type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: { readonly message: string } };
