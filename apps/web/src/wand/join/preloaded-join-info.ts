import { lookUp, type Lookup } from './join-info';

/** Join info requested by the preload script. */
export interface EarlyDoor {
  readonly address: string;
  readonly response: Promise<Response>;
}

declare global {
  interface Window {
    /** Undefined once it was used, or if the page's own code ran first. The page then makes its own requests. */
    wandcastDoor?: EarlyDoor | undefined;
  }
}

/** The join info of the event `code`: the preloaded response the first time; a new request if it failed, and later. */
export function askDoor(code: string): Promise<Lookup> {
  const early = window.wandcastDoor;
  window.wandcastDoor = undefined;
  return lookUp(code, (address, init) =>
    early?.address === address ? early.response.catch(() => fetch(address, init)) : fetch(address, init),
  );
}
