import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { findingsOf } from '../measures/axe-findings.js';
import { layoutProblems } from '../measures/measure-page.js';

const SECOND_MS = 1000;

/** Something wrong in a frame. */
export interface FrameProblem {
  /** The file without its ending: page, step and second. */
  readonly frame: string;
  readonly problem: string;
}

/** Photographs and measures the pages of a show, about once a second. */
export class Camera {
  frames = 0;
  readonly problems: FrameProblem[] = [];
  private step = 0;

  /** @param pages by the name that their files have */
  constructor(
    private readonly folder: string,
    private readonly pages: Readonly<Record<string, Page>>,
    private readonly progress: (text: string) => void,
  ) {}

  /**
   * Takes a frame every second until `until` resolves, at least one. A machine that is too slow for that skips seconds.
   * @param name of the step, part of the file names
   */
  async film(name: string, until: Promise<unknown>): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const number = String(++this.step).padStart(2, '0');
    const over = new AbortController();
    const end = (): void => {
      over.abort();
    };
    until.then(end, end);
    const began = performance.now();
    for (let second = 0; second === 0 || !over.signal.aborted; second = secondsSince(began) + 1) {
      await sleep(Math.max(0, second * SECOND_MS - (performance.now() - began)), undefined, {
        signal: over.signal,
      }).catch(() => undefined);
      this.progress(`capture: ${name}, second ${second}`);
      await this.takeFrame(`${number} ${name} ${String(second).padStart(2, '0')} s`);
    }
    await until;
    await this.inspect(`${number} ${name}`);
  }

  /** A page may change between its picture and its measures, by a few hundredths of a second. */
  private async takeFrame(name: string): Promise<void> {
    await Promise.all(
      Object.entries(this.pages).map(async ([who, page]) => {
        const frame = `${name} ${who}`;
        const problems = await layoutProblems(page);
        await page.screenshot({ path: path.join(this.folder, `${frame}.png`) });
        this.frames++;
        this.problems.push(...problems.map((problem) => ({ frame, problem })));
      }),
    );
  }

  /**
   * Runs axe, which takes too long to run in every frame. A text that just fades in has too little contrast for a moment,
   * so only what is found again afterwards is a problem.
   */
  private async inspect(name: string): Promise<void> {
    for (const [who, page] of Object.entries(this.pages)) {
      const first = await axeProblems(page);
      const again = first.length === 0 ? [] : await axeProblems(page);
      const frame = `${name} ${who}`;
      this.problems.push(...first.filter((one) => again.includes(one)).map((problem) => ({ frame, problem })));
    }
  }
}

async function axeProblems(page: Page): Promise<string[]> {
  return (await findingsOf(page)).map(({ rule, what }) => `axe: ${rule}: ${what}`);
}

const secondsSince = (began: number): number => Math.floor((performance.now() - began) / SECOND_MS);
