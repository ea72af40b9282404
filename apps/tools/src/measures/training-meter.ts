import { monitorEventLoopDelay } from 'node:perf_hooks';
import { roundTo } from '../figures/round-to.js';
import { timeLeft, type TrainerProgress, type TrainingCost } from '@wandcast/recognition';

/** What a training cost. */
export interface TrainingFigures {
  /** Until the first usable model, s; null if there was none before the best. */
  readonly firstSeconds: number | null;
  readonly bestSeconds: number;
  /** CPU time of this process and those of the training, s. */
  readonly cpuSeconds: number;
  /** Sum of the most memory that each of these processes had in use, MB. */
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

/** Measures a training that runs in processes of its own. */
export class TrainingMeter {
  private readonly began = performance.now();
  private readonly cpu = process.cpuUsage();
  private readonly delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private readonly announced: { readonly at: number; readonly left: number }[] = [];
  private firstSeconds: number | null = null;
  private readonly costs: TrainingCost[] = [];

  constructor() {
    this.delays.enable();
  }

  first(): void {
    this.firstSeconds ??= this.seconds;
  }

  progressed({ left }: TrainerProgress): void {
    this.announced.push({ at: this.seconds, left: timeLeft(left, 0) });
  }

  costed(cost: TrainingCost): void {
    this.costs.push(cost);
  }

  end(): TrainingFigures {
    this.delays.disable();
    const { user, system } = process.cpuUsage(this.cpu);
    const bestSeconds = this.seconds;
    const factor = timeLeftFactor(this.announced, bestSeconds);
    return {
      firstSeconds: this.firstSeconds,
      bestSeconds,
      cpuSeconds: roundTo((user + system) / 1e6 + sum(this.costs.map(({ cpuSeconds }) => cpuSeconds)), 2),
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024 + sum(this.costs.map(({ peakMb }) => peakMb))),
      eventLoopP99Ms: roundTo(Math.max(0, this.delays.percentile(99) / 1e6 - RESOLUTION_MS), 1),
      timeLeftFactor: factor === null ? null : roundTo(factor, 2),
    };
  }

  private get seconds(): number {
    return roundTo((performance.now() - this.began) / 1000, 2);
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * The factor, 1 or more, by which half of the announced times left were at most off; null if the training was too short.
 * @param announced times left, s, and when, s after the training began
 * @param end of the training, s
 */
export function timeLeftFactor(announced: readonly { at: number; left: number }[], end: number): number | null {
  const factors = announced
    .filter(({ at }) => end - at > MIN_SECONDS)
    .map(({ at, left }) => Math.max(left, MIN_SECONDS) / (end - at))
    .map((factor) => Math.max(factor, 1 / factor))
    .sort((a, b) => a - b);
  return factors[Math.floor((factors.length - 1) / 2)] ?? null;
}

/** The figures as two lines. */
export function trainingFiguresText(figures: TrainingFigures): string {
  const { firstSeconds, bestSeconds, cpuSeconds, peakMb, eventLoopP99Ms } = figures;
  const first = firstSeconds === null ? '' : `first model after ${firstSeconds.toFixed(1)} s, `;
  const factor = figures.timeLeftFactor;
  const left = factor === null ? '' : `, time left right within a factor of ${factor.toFixed(2)}`;
  return (
    `${first}best after ${bestSeconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU)${left}\n` +
    `at most ${peakMb} MB; the event loop of this process waited ${eventLoopP99Ms.toFixed(1)} ms (p99)`
  );
}
