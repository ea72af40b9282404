import type { Page } from "playwright-core";

/** A screenshot of a page: JPEG as base64, and its time in ms since 1970. */
interface Frame {
  readonly at: number;
  readonly jpeg: string;
}

export interface ScreenRecording {
  stop(): Promise<void>;
  /** The latest screenshot taken by `at` (ms since 1970), or the first one; base64. @throws Error if there is none */
  frameAt(at: number): string;
}

/** Records a screenshot whenever the page changes. @param width maximum width of the screenshots, px */
export async function recordScreen(page: Page, width: number): Promise<ScreenRecording> {
  const cdp = await page.context().newCDPSession(page);
  const frames: Frame[] = [];
  cdp.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
    frames.push({ at: (metadata.timestamp ?? 0) * 1000, jpeg: data });
    cdp.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined); // the page may have closed
  });
  await cdp.send("Page.startScreencast", { format: "jpeg", quality: 90, maxWidth: width, everyNthFrame: 1 });
  return {
    async stop() {
      await cdp.send("Page.stopScreencast");
    },
    frameAt(at) {
      const frame = frames.findLast((one) => one.at <= at) ?? frames[0];
      if (frame === undefined) throw new Error("the page was never painted");
      return frame.jpeg;
    },
  };
}
