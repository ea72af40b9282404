import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, ImpactValue, RunOptions } from "axe-core";
import type { CDPSession, Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** All automatically testable criteria of WCAG 2.2 A and AA, and best practices. */
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Rules whose result may depend on color scheme or size. All others depend only on the DOM. */
const OF_LIGHT = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"];

export interface Finding {
  readonly impact: ImpactValue;
  readonly rule: string;
  /** Selector of the element, and axe's messages. */
  readonly what: string;
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/**
 * Findings of axe for the page in its current state. @param light runs only rules that depend on color scheme or size
 */
export async function findingsOf(page: Page, { light = false } = {}): Promise<Finding[]> {
  const options: RunOptions = {
    runOnly: light ? { type: "rule", values: OF_LIGHT } : { type: "tag", values: LEVELS },
    resultTypes: ["violations"],
  };
  const { violations } = await run(page, options);
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map((node) => ({
      impact: node.impact ?? impact ?? null,
      rule: `${id}: ${help}`,
      what: `${node.target.join(" ")} ${[...node.any, ...node.all, ...node.none].map(({ message }) => message).join("; ")}`,
    })),
  );
}

/** Runs axe through the DevTools protocol, which is not subject to the content security policy. */
async function run(page: Page, options: RunOptions): Promise<AxeResults> {
  const session = await (sessions.get(page) ?? openSession(page));
  const here = 'typeof axe === "object"';
  const { result } = await session.send("Runtime.evaluate", { expression: here, returnByValue: true });
  if (result.value !== true) await session.send("Runtime.evaluate", { expression: source, returnByValue: false });
  const expression = `axe.run(document, ${JSON.stringify(options)})`;
  const answer = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  if (answer.exceptionDetails !== undefined)
    throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
  return answer.result.value as AxeResults;
}

function openSession(page: Page): Promise<CDPSession> {
  const session = page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}
