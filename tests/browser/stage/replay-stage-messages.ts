import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Telling } from './record-stage-messages.js';

/**
 * Tells a page again what a real server told a stage, at the same pace and by the same clock, so that neither the server nor
 * five hundred wands take the page's time. Speaks just as much of engine.io and socket.io as a page needs that listens.
 * @returns the end of it
 */
export async function tellAgain(
  page: Page,
  stageUrl: string,
  telling: Telling,
): Promise<{ readonly end: Promise<void> }> {
  let begin: (end: Promise<void>) => void = () => undefined;
  const begun = new Promise<{ end: Promise<void> }>((resolve) => {
    begin = (end) => {
      resolve({ end });
    };
  });
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const beganAt = performance.now();
    socket.onMessage((message) => {
      const [, id] = /^42\/stage,(\d+)\["clock:read"/.exec(message.toString()) ?? [];
      const at = telling.beganAt + performance.now() - beganAt;
      if (id !== undefined) socket.send(`43/stage,${id}[${JSON.stringify({ ok: true, value: { at } })}]`);
      if (!message.toString().startsWith('40/stage')) return;
      socket.send('40/stage,{"sid":"again"}');
      socket.send(`42/stage,${JSON.stringify(['stage:welcomed', telling.snapshot])}`);
      begin(
        (async () => {
          for (const one of telling.messages) {
            const wait = beganAt + one.at - performance.now();
            if (wait > 0) await sleep(wait);
            socket.send(`42/stage,${JSON.stringify([one.name, one.value])}`);
          }
        })(),
      );
    });
    socket.send('0{"sid":"again","upgrades":[],"pingInterval":60000,"pingTimeout":60000,"maxPayload":1000000}');
  });
  await page.goto(stageUrl);
  return begun;
}
