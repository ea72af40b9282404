import { workKinds, type Pace, type WorkKind, type WorkStep } from './work.js';

/** How fast older steps lose weight, s: other programs on the machine come and go. */
const MEMORY_SECONDS = 8;

/** Weight of the expected pace, in reference seconds: after as much work, the measured pace counts as much. */
const PRIOR_SECONDS = 2;

/** Steps that belong together, such as one fit. They are done in order. */
export interface PlannedWork {
  /** Counts the next step as done. Steps beyond the plan count nothing. */
  step(): void;
  /** Expected duration of the next step, s; 0 if there is none. */
  readonly nextSeconds: number;
  /** Drops the steps that are left: the work is done, or is not needed after all. */
  end(): void;
}

/** What is known of the time left. */
export interface WorkLeft {
  /** Share of the expected time of all planned steps that is done, 0..1. */
  readonly done: number;
  /** Expected time of the steps after the current one, s. */
  readonly seconds: number;
  /** Expected duration of the current step, s. */
  readonly stepSeconds: number;
}

/**
 * Estimates the time left of planned work. The cost of each step is known on a reference machine; the pace of each kind
 * of work is measured as it runs, starting from that of earlier runs.
 */
export class WorkClock {
  private readonly plans: { readonly steps: readonly WorkStep[]; next: number; end: number }[] = [];
  private readonly expected = new Map<WorkKind, number>();
  private readonly actual = new Map<WorkKind, number>();
  private at: number;

  /**
   * @param prior pace of earlier runs
   * @param now clock in seconds
   */
  constructor(
    private readonly prior: Pace,
    private readonly now: () => number,
  ) {
    this.at = now();
  }

  /** Adds work, which may be done in any order with the other work. */
  plan(steps: readonly WorkStep[]): PlannedWork {
    const plan = { steps, next: 0, end: steps.length };
    this.plans.push(plan);
    const nextSeconds = (): number => {
      const step = plan.next < plan.end ? plan.steps[plan.next] : undefined;
      return step === undefined ? 0 : step.seconds * this.paceOf(step.kind);
    };
    return {
      get nextSeconds() {
        return nextSeconds();
      },
      step: () => {
        const step = plan.steps[plan.next];
        if (plan.next < plan.end) plan.next++;
        this.took(step);
      },
      end: () => {
        plan.end = plan.next;
      },
    };
  }

  /** Drops all steps that are left. */
  endAll(): void {
    for (const plan of this.plans) plan.end = plan.next;
  }

  /** Measured pace of each kind of work done so far. */
  get pace(): Pace {
    return Object.fromEntries(
      workKinds.flatMap((kind) => (this.expected.has(kind) ? [[kind, this.paceOf(kind)]] : [])),
    );
  }

  get left(): WorkLeft {
    let [done, left] = [0, 0];
    let current: number | undefined;
    for (const { steps, next, end } of this.plans)
      for (let i = 0; i < end; i++) {
        const step = steps[i];
        if (step === undefined) continue;
        const seconds = step.seconds * this.paceOf(step.kind);
        if (i < next) done += seconds;
        else left += seconds;
      }
    // The current step is the next one of the plan in progress: the last one that has begun.
    const running = this.plans.findLast(({ next, end }) => next > 0 && next < end);
    const step = running?.steps[running.next];
    if (step !== undefined) current = step.seconds * this.paceOf(step.kind);
    const all = done + left;
    return {
      done: all === 0 ? (this.plans.length > 0 ? 1 : 0) : done / all,
      seconds: left - (current ?? 0),
      stepSeconds: current ?? 0,
    };
  }

  /** Attributes the time since the last step to this one. */
  private took(step: WorkStep | undefined): void {
    const now = this.now();
    const seconds = now - this.at;
    this.at = now;
    if (step === undefined) return;
    const kept = Math.exp(-seconds / MEMORY_SECONDS);
    this.expected.set(step.kind, kept * (this.expected.get(step.kind) ?? 0) + step.seconds);
    this.actual.set(step.kind, kept * (this.actual.get(step.kind) ?? 0) + seconds);
  }

  /** The measured pace, mixed with the expected one while little is measured. */
  private paceOf(kind: WorkKind): number {
    const prior = this.prior[kind] ?? 1;
    const expected = prior * (this.expected.get(kind) ?? 0);
    const ratio = (PRIOR_SECONDS * this.slowdown + (this.actual.get(kind) ?? 0)) / (PRIOR_SECONDS + expected);
    return prior * ratio;
  }

  /** How much slower this run is than expected, over all kinds of work. */
  private get slowdown(): number {
    let [expected, actual] = [PRIOR_SECONDS, PRIOR_SECONDS];
    for (const [kind, seconds] of this.expected) {
      expected += (this.prior[kind] ?? 1) * seconds;
      actual += this.actual.get(kind) ?? 0;
    }
    return actual / expected;
  }
}
