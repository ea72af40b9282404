import type { Reaction, ServerToWand, Souvenir, WandToServer } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { ask } from './ask.js';

type Connected = Pick<Socket<ServerToWand, WandToServer>, 'emit' | 'emitWithAck'>;

/** What a participant does besides casting: reactions, "Where am I?", and the souvenir. */
export class ShowActions {
  /** @param socket undefined while the wand is not connected */
  constructor(private readonly socket: () => Connected | undefined) {}

  /** Shows a reaction on the stage. Dropped without a connection, because a late one would be out of place. */
  react(reaction: Reaction): void {
    this.socket()?.emit('reaction:send', { reaction });
  }

  /** Lets the participant's mark on the stage flash. */
  locate(): void {
    this.socket()?.emit('me:locate', {});
  }

  /**
   * What the participant takes home.
   * @throws RequestError if the server cannot be reached, does not answer, or refuses
   */
  souvenir(): Promise<Souvenir> {
    return ask(this.socket(), (socket) => socket.emitWithAck('souvenir:fetch', {}));
  }
}
