import { fetchJoinInfo, type JoinInfoResult } from './join-info';

/** Join info requested by the preload script. */
export interface PreloadedJoinInfo {
  readonly address: string;
  readonly response: Promise<Response>;
}

declare global {
  interface Window {
    /** Undefined once it was used, or if the page's own code ran first. The page then makes its own requests. */
    wandcastJoinInfo?: PreloadedJoinInfo | undefined;
  }
}

/** The join info of the event `code`: the preloaded response the first time; a new request if it failed, and later. */
export function loadJoinInfo(code: string): Promise<JoinInfoResult> {
  const early = window.wandcastJoinInfo;
  window.wandcastJoinInfo = undefined;
  return fetchJoinInfo(code, (address, init) =>
    early?.address === address ? early.response.catch(() => fetch(address, init)) : fetch(address, init),
  );
}
