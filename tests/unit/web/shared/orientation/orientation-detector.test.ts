import { seeded } from '@wandcast/gesture';
import type { Sample, Turn } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { OrientationFinder } from '../../../../../apps/web/src/shared/orientation/orientation-detector';
import { gravityOf, holding, type Held } from '../../../gesture/fixtures/held-phone';

/** A phone in a hand, and the page that finds out about it. */
class Phone {
  private now = 0;
  constructor(readonly finder: OrientationFinder) {}

  /** Held so for a while. @returns how much of an upright hold was over in the end */
  hold(held: Held, ms = 700, screenAngle: Turn = 0): number {
    let share = 0;
    for (const { t, ...sample } of holding(held, ms, seeded(4)))
      share = this.feel({ t: this.now + t, ...sample }, screenAngle);
    this.now += ms;
    return share;
  }
  /** Waved, which ends any hold. */
  wave(): void {
    for (let i = 0; i < 12; i++) {
      const [x, y, z] = gravityOf({ back: 20 });
      this.feel({ t: (this.now += 16), gravity: [x + (i % 2 === 0 ? 9 : -9), y, z] }, 0);
    }
  }
  private feel(sample: Sample, screenAngle: Turn): number {
    return this.finder.add(sample, screenAngle);
  }
}
const iPhone = { back: 30, flipped: true };
const android = { back: 30, flipped: false };

describe('how a phone is held', () => {
  test.each([iPhone, android])('is shown by the first upright hold: $flipped', (held) => {
    const phone = new Phone(new OrientationFinder(null));
    expect(phone.finder.flipped).toBeNull();
    phone.hold(held);
    expect(phone.finder.atStart(0)).toEqual({ flipped: held.flipped, turned: 0 });
  });

  test('is not known of a phone that lies flat, and is as soon as it is lifted', () => {
    const phone = new Phone(new OrientationFinder(null));
    expect(phone.hold({ back: 90, flipped: true })).toBe(0);
    expect(phone.finder.atStart(90)).toEqual({ flipped: null, turned: 90 });
    phone.wave();
    phone.hold(iPhone);
    expect(phone.finder.flipped).toBe(true);
  });

  test('is not known without gravity', () => {
    const finder = new OrientationFinder(null);
    for (let t = 0; t < 2_000; t += 16) expect(finder.add({ t, linear: [0, 0.1, 0] }, 0)).toBe(0);
    expect(finder.atStart(270)).toEqual({ flipped: null, turned: 270 });
  });

  test('fills up while it is held still and begins anew after a movement', () => {
    const phone = new Phone(new OrientationFinder(null));
    const half = phone.hold(iPhone, 300);
    expect(half).toBeGreaterThan(0.4);
    expect(half).toBeLessThan(0.7);
    phone.wave();
    expect(phone.hold(iPhone, 100)).toBeLessThan(0.3);
  });
});

describe('a sign that was remembered', () => {
  test('counts from the beginning', () => {
    expect(new OrientationFinder(true).atStart(0)).toEqual({ flipped: true, turned: 0 });
  });

  test('is not turned over by one hold that speaks against it, and is by two in a row', () => {
    const phone = new Phone(new OrientationFinder(false));
    phone.hold(iPhone, 540);
    expect(phone.finder.flipped).toBe(false);
    phone.wave();
    phone.hold(iPhone);
    expect(phone.finder.flipped).toBe(true);
  });

  test('is confirmed by a hold that speaks for it, and then left alone while nobody casts', () => {
    const phone = new Phone(new OrientationFinder(true));
    phone.hold(iPhone);
    for (let i = 0; i < 5; i++) phone.hold({ back: 0, lean: 0, flipped: false }); // an arm that hangs down
    expect(phone.finder.flipped).toBe(true);
  });

  test('is turned over by the starts of two casts in a row', () => {
    const phone = new Phone(new OrientationFinder(null));
    phone.hold({ back: 0, flipped: false }); // an iPhone upside down in a hand that hangs
    expect(phone.finder.flipped).toBe(false);
    const starts = [1, 2, 3].map(() => {
      phone.wave();
      phone.hold(iPhone);
      return phone.finder.atStart(0).flipped;
    });
    expect(starts).toEqual([false, true, true]);
  });

  test('can be forgotten, and is found out anew', () => {
    const phone = new Phone(new OrientationFinder(false));
    phone.hold(android);
    phone.finder.forget();
    expect(phone.finder.flipped).toBeNull();
    phone.hold(iPhone);
    expect(phone.finder.flipped).toBe(true);
  });
});

describe('the turn of a phone', () => {
  test('is its screen’s', () => {
    const phone = new Phone(new OrientationFinder(null));
    phone.hold({ ...iPhone, turned: 90 }, 700, 90);
    expect(phone.finder.atStart(90)).toEqual({ flipped: true, turned: 90 });
  });

  test('follows from one cast to the next, however it was found', () => {
    const phone = new Phone(new OrientationFinder(true));
    const turns = ([0, 90, 180, 270, 0] as const).map((turned) => {
      phone.hold({ ...iPhone, turned }, 400, turned);
      return phone.finder.atStart(turned).turned;
    });
    expect(turns).toEqual([0, 90, 180, 270, 0]);
  });

  test('is that of the hand where the page keeps upright by itself', () => {
    const phone = new Phone(new OrientationFinder(true));
    const turns = ([90, 270, 0] as const).map((turned) => {
      phone.hold({ back: 0, flipped: true, turned }, 400, 0);
      return phone.finder.atStart(0).turned;
    });
    expect(turns).toEqual([90, 270, 0]);
  });

  test('is the screen’s again once the screen has turned', () => {
    const phone = new Phone(new OrientationFinder(true));
    phone.hold({ back: 20, flipped: true, turned: 90 }, 400, 0);
    expect(phone.finder.atStart(90).turned).toBe(90);
    expect(phone.finder.atStart(270).turned).toBe(270);
  });

  test('is the last that was seen where the phone points ahead, flat', () => {
    const phone = new Phone(new OrientationFinder(false));
    phone.hold({ ...android, turned: 90 }, 400, 0);
    phone.wave();
    phone.hold({ back: 88, flipped: false, turned: 90 }, 400, 0);
    expect(phone.finder.atStart(0).turned).toBe(90);
  });
});
