import type { Page } from 'playwright-core';
import type { Telling } from './stage-traffic.js';

/**
 * Tells a page again what a real server told a stage, at the same pace, so that neither the server nor five hundred wands
 * take the page's time. Speaks just as much of engine.io and socket.io as a page needs that listens.
 * @returns a promise of the end of it
 */
export async function tellAgain(
  page: Page,
  stageUrl: string,
  { snapshot, frames }: Telling,
): Promise<() => Promise<void>> {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let say: (name: string, value: unknown) => void = () => undefined;
  await page.routeWebSocket(/socket\.io/, (socket) => {
    say = (name, value) => {
      socket.send(`42/stage,${JSON.stringify([name, value])}`);
    };
    socket.onMessage((message) => {
      if (!message.toString().startsWith('40/stage')) return;
      socket.send('40/stage,{"sid":"again"}');
      say('stage:welcomed', snapshot);
      begin();
    });
    socket.send('0{"sid":"again","upgrades":[],"pingInterval":60000,"pingTimeout":60000,"maxPayload":1000000}');
  });
  await page.goto(stageUrl);
  await begun;
  return async () => {
    const began = performance.now();
    for (const { at, frame } of frames) {
      const wait = began + at - (frames[0]?.at ?? 0) - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      say('stage:frame', frame);
    }
  };
}
