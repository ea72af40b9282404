import { seeded } from '@wandcast/gesture';
import type { Sample, Turn } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { OrientationDetector } from '../../../../../apps/web/src/shared/orientation/orientation-detector';
import { gravityOf, holding, type Held } from '../../../gesture/fixtures/held-phone';

/** A simulated phone whose samples go to a detector. */
class Phone {
  private now = 0;
  constructor(readonly detector: OrientationDetector) {}

  /** Holds the phone in a position for a while. @returns the progress of an upright hold at the end */
  hold(held: Held, ms = 700, screenAngle: Turn = 0): number {
    let share = 0;
    for (const { t, ...sample } of holding(held, ms, seeded(4)))
      share = this.feel({ t: this.now + t, ...sample }, screenAngle);
    this.now += ms;
    return share;
  }
  /** Waves the phone, which ends any hold. */
  wave(): void {
    for (let i = 0; i < 12; i++) {
      const [x, y, z] = gravityOf({ back: 20 });
      this.feel({ t: (this.now += 16), gravity: [x + (i % 2 === 0 ? 9 : -9), y, z] }, 0);
    }
  }
  private feel(sample: Sample, screenAngle: Turn): number {
    return this.detector.add(sample, screenAngle);
  }
}
const iPhone = { back: 30, flipped: true };
const android = { back: 30, flipped: false };

describe('the sign of a phone', () => {
  test('stands though casts start with the phone upside down, and however long it is held so', () => {
    const phone = new Phone(new OrientationDetector(true));
    for (let cast = 0; cast < 5; cast++) {
      phone.hold({ back: 0, flipped: false }); // an iPhone in a hanging hand
      expect(phone.detector.atStart(0).flipped).toBe(true);
      phone.wave();
    }
    phone.hold({ back: 0, flipped: false }, 5_000);
    expect(phone.detector.flipped).toBe(true);
  });

  test.each([iPhone, android])('is determined by an upright hold on request: $flipped', (held) => {
    for (const before of [true, false]) {
      const phone = new Phone(new OrientationDetector(before));
      phone.detector.reset();
      expect(phone.hold(held, 300)).toBeLessThan(1);
      expect([phone.detector.isAsked(), phone.detector.flipped]).toEqual([true, before]);
      phone.hold(held);
      expect([phone.detector.isAsked(), phone.detector.flipped]).toEqual([false, held.flipped]);
      expect(phone.detector.atStart(0)).toEqual({ flipped: held.flipped, turned: 0 });
    }
  });

  test('is checked once for each request', () => {
    const phone = new Phone(new OrientationDetector(false));
    phone.detector.reset();
    phone.hold(iPhone, 3_000);
    phone.wave();
    phone.hold({ back: 0, flipped: false }, 3_000);
    expect(phone.detector.flipped).toBe(true);
  });

  test('stays if the check is canceled', () => {
    const phone = new Phone(new OrientationDetector(false));
    phone.detector.reset();
    phone.hold(iPhone, 300);
    phone.detector.cancel();
    phone.hold(iPhone, 3_000);
    expect([phone.detector.isAsked(), phone.detector.flipped]).toEqual([false, false]);
  });

  test('is not checked while the phone lies flat', () => {
    const phone = new Phone(new OrientationDetector(false));
    phone.detector.reset();
    expect(phone.hold({ back: 90, flipped: true })).toBe(0);
    expect(phone.detector.isAsked()).toBe(true);
    phone.wave();
    phone.hold(iPhone);
    expect(phone.detector.flipped).toBe(true);
  });

  test('is not checked without gravity', () => {
    const detector = new OrientationDetector(true);
    detector.reset();
    for (let t = 0; t < 2_000; t += 16) expect(detector.add({ t, linear: [0, 0.1, 0] }, 0)).toBe(0);
    expect(detector.isAsked()).toBe(true);
    expect(detector.atStart(270)).toEqual({ flipped: true, turned: 270 });
  });

  test('takes an uninterrupted hold', () => {
    const phone = new Phone(new OrientationDetector(false));
    const half = phone.hold(iPhone, 300);
    expect(half).toBeGreaterThan(0.4);
    expect(half).toBeLessThan(0.7);
    phone.wave();
    expect(phone.hold(iPhone, 100)).toBeLessThan(0.3);
  });
});

describe('the rotation of a phone', () => {
  test('is that of its screen', () => {
    const phone = new Phone(new OrientationDetector(true));
    phone.hold({ ...iPhone, turned: 90 }, 700, 90);
    expect(phone.detector.atStart(90)).toEqual({ flipped: true, turned: 90 });
  });

  test('is updated with every cast', () => {
    const phone = new Phone(new OrientationDetector(true));
    const turns = ([0, 90, 180, 270, 0] as const).map((turned) => {
      phone.hold({ ...iPhone, turned }, 400, turned);
      return phone.detector.atStart(turned).turned;
    });
    expect(turns).toEqual([0, 90, 180, 270, 0]);
  });

  test('is detected from gravity if the page does not rotate', () => {
    const phone = new Phone(new OrientationDetector(true));
    const turns = ([90, 270, 0] as const).map((turned) => {
      phone.hold({ back: 0, flipped: true, turned }, 400, 0);
      return phone.detector.atStart(0).turned;
    });
    expect(turns).toEqual([90, 270, 0]);
  });

  test('is that of the screen again after the screen rotated', () => {
    const phone = new Phone(new OrientationDetector(true));
    phone.hold({ back: 20, flipped: true, turned: 90 }, 400, 0);
    expect(phone.detector.atStart(90).turned).toBe(90);
    expect(phone.detector.atStart(270).turned).toBe(270);
  });

  test('is the last detected one while the phone is flat', () => {
    const phone = new Phone(new OrientationDetector(false));
    phone.hold({ ...android, turned: 90 }, 400, 0);
    phone.wave();
    phone.hold({ back: 88, flipped: false, turned: 90 }, 400, 0);
    expect(phone.detector.atStart(0).turned).toBe(90);
  });
});
