import type { AnswerOf, Content } from '@wandcast/protocol';
import type { Message } from '@wandcast/protocol/messages';

export type Messages = Readonly<Record<string, Message>>;

/** A message that is answered with null accepts any result. */
type Result<Answer> = [Answer] extends [null] ? unknown : Answer;
type Handler<M extends Message, Caller> = (
  caller: Caller,
  message: Content<M>,
) => Result<AnswerOf<M>> | Promise<Result<AnswerOf<M>>>;

type HandlersOf<M extends Messages, Caller> = { readonly [Name in keyof M]: Handler<M[Name], Caller> };

/**
 * The handlers of one role's messages. Each feature registers its own in a `*.handlers.ts` file; the role's gateway
 * dispatches to them.
 */
export class HandlerRegistry<M extends Messages, Caller> {
  private readonly handlers: Partial<HandlersOf<M, Caller>> = {};

  constructor(readonly messages: M) {}

  /** @throws Error if another feature handles one of these messages */
  register(handlers: Partial<HandlersOf<M, Caller>>): void {
    const taken = Object.keys(handlers).filter((name) => name in this.handlers);
    if (taken.length > 0) throw new Error(`two handlers for ${taken.join(', ')}`);
    Object.assign(this.handlers, handlers);
  }

  /** @throws Error if a message has no handler, e.g. because its feature's module is not loaded */
  assertComplete(): void {
    const missing = Object.keys(this.messages).filter((name) => !(name in this.handlers));
    if (missing.length > 0) throw new Error(`no handler for ${missing.join(', ')}`);
  }

  /** @param message parsed with the schema of `name` */
  handle<Name extends keyof M>(name: Name, caller: Caller, message: Content<M[Name]>): unknown {
    return this.handlers[name]?.(caller, message);
  }
}
