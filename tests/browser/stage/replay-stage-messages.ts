import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Recording } from './record-stage-messages.js';

/**
 * Replays recorded messages to a page at their original times, so that the server and the wands do not compete for CPU.
 * Implements just enough of engine.io and socket.io for a stage.
 * @returns a promise of the end of the replay
 */
export async function replayStageMessages(
  page: Page,
  stageUrl: string,
  recording: Recording,
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
      const at = recording.beganAt + performance.now() - beganAt;
      if (id !== undefined) socket.send(`43/stage,${id}[${JSON.stringify({ ok: true, value: { at } })}]`);
      if (!message.toString().startsWith('40/stage')) return;
      socket.send('40/stage,{"sid":"again"}');
      socket.send(`42/stage,${JSON.stringify(['stage:welcomed', recording.snapshot])}`);
      begin(
        (async () => {
          for (const one of recording.messages) {
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
