import { Injectable } from '@nestjs/common';
import {
  packFrame,
  type ParticipantId,
  type ServerToConsole,
  type ServerToStage,
  type ServerToWand,
  type StageFrame,
} from '@wandcast/protocol';

type Everywhere = keyof ServerToWand & keyof ServerToStage & keyof ServerToConsole;
type Value<M extends keyof T, T> = T[M] extends (value: infer V) => void ? V : never;

/** One namespace's way to everyone in it; a gateway gives it when its namespace opens. */
export interface Broadcast {
  emit(message: string, value: unknown): unknown;
  /** Those who joined a room of that name. */
  in(name: string): { emit(message: string, value: unknown): unknown; disconnectSockets(close: boolean): unknown };
}

/** How services speak to the room without knowing of sockets. */
@Injectable()
export class RoomChannel {
  private readonly namespaces: { wand?: Broadcast; stage?: Broadcast; console?: Broadcast } = {};
  private readonly greetings: (() => void)[] = [];

  /** @param greet tells everyone who is in it all that a page needs, as after a handshake */
  open(role: 'wand' | 'stage' | 'console', namespace: Broadcast, greet: () => void): void {
    this.namespaces[role] = namespace;
    this.greetings.push(greet);
  }

  /** Everything is another than before: every page hears all of it anew. */
  greet(): void {
    for (const greet of this.greetings) greet();
  }

  /** To every wand, stage and console. */
  toAll<M extends Everywhere>(message: M, value: Value<M, ServerToWand>): void {
    for (const namespace of Object.values(this.namespaces)) namespace.emit(message, value);
  }

  toConsoles<M extends keyof ServerToConsole>(message: M, value: Value<M, ServerToConsole>): void {
    this.namespaces.console?.emit(message, value);
  }

  toWands<M extends keyof ServerToWand>(message: M, value: Value<M, ServerToWand>): void {
    this.namespaces.wand?.emit(message, value);
  }

  /** To every page of one participant. */
  toWand<M extends keyof ServerToWand>(who: ParticipantId, message: M, value: Value<M, ServerToWand>): void {
    this.namespaces.wand?.in(who).emit(message, value);
  }

  toStages<M extends keyof ServerToStage>(message: M, value: Value<M, ServerToStage>): void {
    this.namespaces.stage?.emit(message, value);
  }

  /** Closes every connection of a participant, once answers that are on their way to them have left. */
  dismiss(participantId: ParticipantId): void {
    setImmediate(() => this.namespaces.wand?.in(participantId).disconnectSockets(true));
  }

  frame(frame: StageFrame): void {
    this.namespaces.stage?.emit('stage:frame', packFrame(frame));
  }
}
