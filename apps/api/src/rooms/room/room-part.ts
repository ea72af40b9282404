import 'reflect-metadata';

/** A class whose instances are parts of a room. */
export type PartType<T extends object = object> = new (...args: never[]) => T;

/** Lifecycle hooks of a part, called when its room opens and closes. */
export interface RoomLifecycle {
  /**
   * Loads the state that the part keeps in memory, before the room serves sockets.
   * @param before the same part of the previous room
   */
  onOpen?(before: this | undefined): void | Promise<void>;
  /** The room replaces the previous one: sockets and their state move over. */
  onTakeOver?(before: this): void;
  /** Ends timers and work in progress. */
  onClose?(): void | Promise<void>;
  /** Frees what it holds outside of the room. Not called if the next event goes on with that, or the server stops. */
  onRelease?(): void | Promise<void>;
  /** Whether it works on something that has to be completed, although nobody may be connected. */
  readonly isBusy?: boolean;
}

const MARK = 'wandcast:room-part';

/**
 * Class decorator for a part of a room. Each room creates one instance when it opens. The constructor may inject, by
 * type, the room, its other parts, and any provider of the server. Modules register parts with `roomParts`.
 */
export function RoomPart(): ClassDecorator {
  return (type) => {
    Reflect.defineMetadata(MARK, true, type);
  };
}

/** Constructor parameter types of a room part. @throws Error if the class is not a room part */
export function dependenciesOf(type: PartType): readonly PartType[] {
  if (Reflect.getMetadata(MARK, type) !== true) throw new Error(`${type.name} is not marked as a room part`);
  return (Reflect.getMetadata('design:paramtypes', type) ?? []) as PartType[];
}
