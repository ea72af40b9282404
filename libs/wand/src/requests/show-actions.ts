import type { Participant, Profile, Reaction, ServerToWand, Souvenir, WandToServer } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { ask } from './ask.js';

type Connected = Pick<Socket<ServerToWand, WandToServer>, 'emit' | 'emitWithAck' | 'auth'>;

/** What a participant does besides casting: reactions, "Where am I?", a new name, and the souvenir. */
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
   * Changes the participant's name and look. The room may show another name than the chosen one.
   * @throws RequestError if the server cannot be reached, does not answer, or refuses
   */
  async change(profile: Profile): Promise<Participant> {
    const socket = this.socket();
    const participant = await ask(socket, (joined) => joined.emitWithAck('me:change', { profile }));
    // Otherwise the next connection would restore the old one. A function returns the new one itself.
    if (typeof socket?.auth === 'object') Object.assign(socket.auth, { profile });
    return participant;
  }

  /**
   * What the participant takes home.
   * @throws RequestError if the server cannot be reached, does not answer, or refuses
   */
  souvenir(): Promise<Souvenir> {
    return ask(this.socket(), (socket) => socket.emitWithAck('souvenir:fetch', {}));
  }
}
