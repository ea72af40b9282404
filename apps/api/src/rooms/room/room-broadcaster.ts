import {
  packFrame,
  type ParticipantId,
  type ServerToConsole,
  type ServerToStage,
  type ServerToWand,
  type StageFrame,
} from '@wandcast/protocol';
import type { SocketNamespaces } from './socket-namespaces.js';

type SharedMessage = keyof ServerToWand & keyof ServerToStage & keyof ServerToConsole;
type Value<M extends keyof T, T> = T[M] extends (value: infer V) => void ? V : never;

/** Sends messages to the sockets of one room. */
export class RoomBroadcaster {
  constructor(
    private readonly namespaces: SocketNamespaces,
    private readonly eventId: string,
  ) {}

  /** To every wand, stage and console. */
  toAll<M extends SharedMessage>(message: M, value: Value<M, ServerToWand>): void {
    for (const role of ['wand', 'stage', 'console'] as const)
      this.namespaces.in(role, this.eventId)?.emit(message, value);
  }

  toConsoles<M extends keyof ServerToConsole>(message: M, value: Value<M, ServerToConsole>): void {
    this.namespaces.in('console', this.eventId)?.emit(message, value);
  }

  toWands<M extends keyof ServerToWand>(message: M, value: Value<M, ServerToWand>): void {
    this.namespaces.in('wand', this.eventId)?.emit(message, value);
  }

  /** To every page of one participant. */
  toWand<M extends keyof ServerToWand>(who: ParticipantId, message: M, value: Value<M, ServerToWand>): void {
    this.namespaces.in('wand', who)?.emit(message, value);
  }

  toStages<M extends keyof ServerToStage>(message: M, value: Value<M, ServerToStage>): void {
    this.namespaces.in('stage', this.eventId)?.emit(message, value);
  }

  frame(frame: StageFrame): void {
    this.namespaces.in('stage', this.eventId)?.emit('stage:frame', packFrame(frame));
  }

  /** Disconnects a participant's sockets after pending answers are sent. */
  dismiss(participantId: ParticipantId): void {
    this.namespaces.dismiss(participantId);
  }
}
