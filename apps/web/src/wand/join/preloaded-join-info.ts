import { lookUp, type Lookup } from './join-info';

/** The door, asked by the page's early script. */
export interface EarlyDoor {
  readonly address: string;
  readonly response: Promise<Response>;
}

declare global {
  interface Window {
    /** Undefined once it was taken, and where the page's own code was there first: from then on that asks. */
    wandcastDoor?: EarlyDoor | undefined;
  }
}

/** The join info of the room `code`: the preloaded response the first time, a new request if it failed and from then on. */
export function askDoor(code: string): Promise<Lookup> {
  const early = window.wandcastDoor;
  window.wandcastDoor = undefined;
  return lookUp(code, (address, init) =>
    early?.address === address ? early.response.catch(() => fetch(address, init)) : fetch(address, init),
  );
}
