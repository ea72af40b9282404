import 'reflect-metadata';

/** A class whose instances are parts of a room. */
export type PartType<T extends object = object> = new (...args: never[]) => T;

/** What a part may do when its room opens and closes. */
export interface RoomLifecycle {
  /**
   * Reads what the part keeps in memory. Nothing is served yet.
   * @param before the same part of the room that this one follows
   */
  onOpen?(before: this | undefined): void | Promise<void>;
  /** The room takes the place of the one before: connections, and what is known of them, move over. */
  onTakeOver?(before: this): void;
  /** Ends timers and work in progress. */
  onClose?(): void | Promise<void>;
}

const MARK = 'wandcast:room-part';

/**
 * Marks a class as part of a room: each room makes one, when it opens. Its constructor is given, by type, the room,
 * other parts of it, and any provider of the server. A module registers its parts with `roomParts`.
 */
export function RoomPart(): ClassDecorator {
  return (type) => {
    Reflect.defineMetadata(MARK, true, type);
  };
}

/** What the constructor of a part is given, by type. @throws Error if the class is not a room part */
export function dependenciesOf(type: PartType): readonly PartType[] {
  if (Reflect.getMetadata(MARK, type) !== true) throw new Error(`${type.name} is not marked as a room part`);
  return (Reflect.getMetadata('design:paramtypes', type) ?? []) as PartType[];
}
