import { setTimeout as sleep } from 'node:timers/promises';
import { starterCast } from '../demo/phone-in-hand.js';
import { castButton, drawSpell, ringOf, type WizardPage } from '../demo/wizard-page.js';

/** How often the phone looks for something to tap, ms. */
const LOOK_MS = 400;

/**
 * Holds a phone during a show, because a sensor without readings looks broken, and casts a spell whenever a ring can be
 * pressed.
 */
export class BusyPhone {
  private spell: string | null = null;
  private until = Infinity;
  private casts = 0;

  constructor(private readonly wizard: WizardPage) {}

  /** Starts casting a starter spell; null stops. @param seconds after which it stops */
  wish(spell: string | null, seconds = Infinity): void {
    this.spell = spell;
    this.until = performance.now() + seconds * 1000;
  }

  /** Acts until `over` aborts. */
  async act(over: AbortSignal): Promise<void> {
    const { page, hand } = this.wizard;
    while (!over.aborted) {
      await hand.holdUntil(sleep(LOOK_MS));
      if (this.spell === null || performance.now() > this.until) continue;
      if (await ringOf(page).isVisible()) {
        const signal = starterCast(this.spell, 3 + (this.casts++ % 5));
        await drawSpell(this.wizard, signal).catch(() => undefined); // the show may have moved on to another page
        await hand.holdUntil(sleep(2_000)); // the result stays for a moment
      } else if (await castButton(page).isVisible()) {
        await castButton(page)
          .click({ timeout: LOOK_MS })
          .catch(() => undefined);
      }
    }
  }
}
