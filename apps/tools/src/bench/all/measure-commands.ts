import path from 'node:path';
import { z } from 'zod';
import type { Environment } from '../../environment/environment.js';
import { calibrate } from './calibrate.js';
import { sizeFigure, timeFigure, type Figure } from './figure.js';
import { runCommandFile } from './run-command.js';

const percentiles = z.object({ p50: z.number(), p99: z.number() });
const bench = z.object({
  ours: z.object({ cpuMsPerCast: z.number(), rssMb: z.number(), ackMs: percentiles, stageMs: percentiles }),
  overBareFloor: z.number(),
});
const page = z.object({
  weight: z.object({
    script: z.object({ sign: z.object({ gzip: z.number() }), ring: z.object({ gzip: z.number() }) }),
  }),
  times: z.object({ slow: z.object({ ringReady: z.number() }), quick: z.object({ ringReady: z.number() }) }),
});
const training = z.object({ firstSeconds: z.number(), bestSeconds: z.number(), peakMb: z.number() });

/** What the other benches measure of a cast under load, the wand page and a training. */
export async function measureCommands(environment: Environment, run: number): Promise<Figure[]> {
  const ask = async (what: string, file: string, ...args: string[]): Promise<{ speed: number; result: unknown }> => {
    environment.progress(`bench: ${what}`);
    const speed = calibrate();
    return { speed, result: await runCommandFile(environment, file, args) };
  };
  const load = await ask('casts of 100 people', 'bench/bench', '--wands', '100', '--seconds', '12');
  const { ours, overBareFloor } = bench.parse(load.result);
  const wand = await ask('wand page', 'bench/bench-page', '--runs', '1');
  const { weight, times } = page.parse(wand.result);
  const out = path.join(environment.folder, `model ${run}`);
  const trained = await ask('training', 'train', '--simulated', '1000', '--out', out);
  const { firstSeconds, bestSeconds, peakMb } = training.parse(trained.result);
  return [
    sizeFigure('CPU of a cast, over the bare floor', overBareFloor, 'times'),
    timeFigure('CPU of a cast', ours.cpuMsPerCast, load.speed),
    timeFigure('acknowledgement, p50', ours.ackMs.p50, load.speed),
    timeFigure('on stage, p50', ours.stageMs.p50, load.speed),
    sizeFigure('memory with 100 people', ours.rssMb, 'MB'),
    sizeFigure('script before joining', weight.script.sign.gzip / 1000, 'kB'),
    sizeFigure('script of the ring', weight.script.ring.gzip / 1000, 'kB'),
    timeFigure('ring ready, slow phone', times.slow.ringReady, wand.speed),
    timeFigure('ring ready', times.quick.ringReady, wand.speed),
    timeFigure('first model of 1,000 casts', 1000 * firstSeconds, trained.speed),
    timeFigure('best model of 1,000 casts', 1000 * bestSeconds, trained.speed),
    sizeFigure('memory of a training', peakMb, 'MB'),
  ];
}
