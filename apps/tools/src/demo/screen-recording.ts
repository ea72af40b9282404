import type { Page } from 'playwright-core';

/** One picture of a page: JPEG as base64, and when it was taken, ms since 1970. */
interface Frame {
  readonly at: number;
  readonly jpeg: string;
}

/** What a page showed while it was recorded. */
export interface ScreenRecording {
  stop(): Promise<void>;
  /** The newest picture at a time, base64. @param at ms since 1970  @throws Error if nothing was recorded by then */
  frameAt(at: number): string;
}

/** Records a page whenever it changes. @param width of the pictures, px */
export async function recordScreen(page: Page, width: number): Promise<ScreenRecording> {
  const cdp = await page.context().newCDPSession(page);
  const frames: Frame[] = [];
  cdp.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ at: (metadata.timestamp ?? 0) * 1000, jpeg: data });
    cdp.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined); // the page may have closed
  });
  await cdp.send('Page.startScreencast', { format: 'jpeg', quality: 90, maxWidth: width, everyNthFrame: 1 });
  return {
    async stop() {
      await cdp.send('Page.stopScreencast');
    },
    frameAt(at) {
      const frame = frames.findLast((one) => one.at <= at) ?? frames[0];
      if (frame === undefined) throw new Error('the page was never painted');
      return frame.jpeg;
    },
  };
}
