import { monitorEventLoopDelay } from 'node:perf_hooks';
import { timeLeft, type TrainerProgress } from '@wandcast/recognition';

/** What a training cost the process that asked for it. */
export interface TrainingFigures {
  /** Until the first usable model, s; null if there was none before the best. */
  readonly firstSeconds: number | null;
  readonly bestSeconds: number;
  /** CPU time of all threads, s. */
  readonly cpuSeconds: number;
  /** Most memory that the process had in use since it started, MB. */
  readonly peakMb: number;
  /** 99th percentile of the delay of the event loop, ms. */
  readonly eventLoopP99Ms: number;
  /** Median factor between the announced and the real time left; null if the training was too short. */
  readonly timeLeftFactor: number | null;
}

/** Interval between two looks at the event loop, ms; an idle loop shows this delay. */
const RESOLUTION_MS = 1;
/** A share of a second is as good as none. */
const MIN_SECONDS = 0.5;

/** Measures a training that runs in worker threads of this process. */
export class TrainingMeter {
  private readonly began = performance.now();
  private readonly cpu = process.cpuUsage();
  private readonly delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private readonly announced: { readonly at: number; readonly left: number }[] = [];
  private firstSeconds: number | null = null;

  constructor() {
    this.delays.enable();
  }

  first(): void {
    this.firstSeconds ??= this.seconds;
  }

  progressed({ left }: TrainerProgress): void {
    this.announced.push({ at: this.seconds, left: timeLeft(left, 0) });
  }

  end(): TrainingFigures {
    this.delays.disable();
    const { user, system } = process.cpuUsage(this.cpu);
    const bestSeconds = this.seconds;
    return {
      firstSeconds: this.firstSeconds,
      bestSeconds,
      cpuSeconds: (user + system) / 1e6,
      peakMb: process.resourceUsage().maxRSS / 1024,
      eventLoopP99Ms: Math.max(0, this.delays.percentile(99) / 1e6 - RESOLUTION_MS),
      timeLeftFactor: this.timeLeftFactor(bestSeconds),
    };
  }

  private get seconds(): number {
    return (performance.now() - this.began) / 1000;
  }

  private timeLeftFactor(end: number): number | null {
    const factors = this.announced
      .filter(({ at }) => end - at > MIN_SECONDS)
      .map(({ at, left }) => Math.max(left, MIN_SECONDS) / (end - at))
      .map((factor) => Math.max(factor, 1 / factor))
      .sort((a, b) => a - b);
    return factors[Math.floor(factors.length / 2)] ?? null;
  }
}
