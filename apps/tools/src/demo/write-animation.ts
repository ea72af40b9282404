import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { UsageError } from "../cli/usage-error.js";
import type { ScreenRecording } from "./screen-recording.js";

const STAGE = { width: 800, height: 450 } as const;
const PHONE = { width: 208, height: 450 } as const;
const GAP = 16;

/** Enough to see casts grow, and few enough to keep the file small. */
const FRAMES_PER_SECOND = 8;

export interface Take {
  readonly stage: ScreenRecording;
  readonly phone: ScreenRecording;
  /** Ms since 1970. */
  readonly from: number;
  readonly until: number;
}

/**
 * Writes an animated WebP with stage and phone side by side.
 * @param folder for the single frames
 * @throws UsageError if img2webp is not installed
 */
export async function writeAnimation(browser: Browser, take: Take, folder: string, file: string): Promise<void> {
  const frames = await composeFrames(browser, take, folder);
  const duration = String(Math.round(1000 / FRAMES_PER_SECOND));
  const args = ["-loop", "0", "-lossy", "-q", "62", "-m", "4", "-d", duration, ...frames, "-o", file];
  await promisify(execFile)("img2webp", args).catch((error: unknown) => {
    throw new UsageError(`img2webp failed (Debian has it in the package webp): ${(error as Error).message}`);
  });
}

async function composeFrames(browser: Browser, take: Take, folder: string): Promise<string[]> {
  const width = STAGE.width + GAP + PHONE.width;
  const page = await browser.newPage({ viewport: { width, height: STAGE.height } });
  const files: string[] = [];
  for (let at = take.from; at < take.until; at += 1000 / FRAMES_PER_SECOND) {
    await page.setContent(sideBySide(take.stage.frameAt(at), take.phone.frameAt(at))); // waits for both pictures
    const file = path.join(folder, `${String(files.length).padStart(4, "0")}.png`);
    await writeFile(file, await page.screenshot());
    files.push(file);
  }
  await page.close();
  return files;
}

function sideBySide(stage: string, phone: string): string {
  return `<style>
      body { margin: 0; background: #0d0b14; display: flex; gap: ${GAP}px }
      .stage { width: ${STAGE.width}px; height: ${STAGE.height}px }
      .phone { width: ${PHONE.width}px; height: ${PHONE.height}px; border-radius: 20px }
    </style>
    <img class="stage" src="data:image/jpeg;base64,${stage}">
    <img class="phone" src="data:image/jpeg;base64,${phone}">`;
}
