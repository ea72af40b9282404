/** Join info requested by the preload script. */
export interface PreloadedJoinInfo {
  readonly url: string;
  readonly response: Promise<Response>;
}

declare global {
  interface Window {
    /** Undefined once it was used, or if the page's own code ran first. The page then makes its own requests. */
    wandcastJoinInfo?: PreloadedJoinInfo | undefined;
  }
}

/** The preloaded join info; undefined after the first call, so that a later request is never answered with old data. */
export function takePreloadedJoinInfo(): PreloadedJoinInfo | undefined {
  const preloaded = window.wandcastJoinInfo;
  window.wandcastJoinInfo = undefined;
  return preloaded;
}
