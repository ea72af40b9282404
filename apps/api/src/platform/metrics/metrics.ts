import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { observeEventLoopDelay } from './event-loop-delay.js';

/** Upper bounds of the histogram's buckets, seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** The same for the delay of the event loop. */
const DELAY_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1];

/** Metrics of a monitor that `wandcast_event_loop_delay_seconds` replaces, and how rarely it looks instead. */
const UNUSED_MONITOR_METRICS = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'].map(
  (figure) => `nodejs_eventloop_lag_${figure}_seconds`,
);
const UNUSED_MONITOR_MS = 60_000;

/** Metrics of `GET /metrics`. Each server has its own registry, so that several servers can run in one test process. */
@Injectable()
export class Metrics implements OnModuleDestroy {
  readonly registry = new Registry();
  readonly connections = new Gauge({
    ...this.named('wandcast_connections', 'Open sockets'),
    labelNames: ['role'] as const,
  });
  readonly relayed = new Gauge({
    ...this.named('wandcast_relayed_connections', 'Connections that this node relays to others, or others to it'),
    labelNames: ['direction'] as const,
  });
  readonly samples = new Counter(this.named('wandcast_samples_total', 'Motion samples received'));
  readonly casts = new Counter({
    ...this.named('wandcast_casts_total', 'Casts by outcome'),
    labelNames: ['outcome'] as const,
  });
  readonly refusals = new Counter({
    ...this.named('wandcast_refusals_total', 'Messages refused, by failure'),
    labelNames: ['code'] as const,
  });
  readonly cuts = new Counter({
    ...this.named('wandcast_connections_cut_total', 'Connections that the server closed, by reason'),
    labelNames: ['reason'] as const,
  });
  readonly storeSeconds = new Histogram({
    ...this.named('wandcast_store_seconds', 'From the end of a cast to its acknowledgement'),
    buckets: BUCKETS,
  });
  readonly recognizeSeconds = new Histogram({
    ...this.named('wandcast_recognize_seconds', 'From the end of a cast to its recognition'),
    buckets: BUCKETS,
  });
  readonly commitCasts = new Histogram({
    ...this.named('wandcast_commit_casts', 'Casts written by one COMMIT'),
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
  });
  readonly frames = new Counter(this.named('wandcast_stage_frames_total', 'Frames sent to stages'));

  readonly eventLoopDelay = new Histogram({
    ...this.named('wandcast_event_loop_delay_seconds', 'How much later than asked a timer of the main thread fires'),
    buckets: DELAY_BUCKETS,
  });
  private readonly stopObserving = observeEventLoopDelay((seconds) => {
    this.eventLoopDelay.observe(seconds);
  });

  constructor() {
    // The library's own monitor of the event loop would wake an idle process a hundred times a second.
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: UNUSED_MONITOR_MS });
    for (const name of UNUSED_MONITOR_METRICS) this.registry.removeSingleMetric(name);
  }

  onModuleDestroy(): void {
    this.stopObserving();
  }

  private named(name: string, help: string): { name: string; help: string; registers: Registry[] } {
    return { name, help, registers: [this.registry] };
  }
}
