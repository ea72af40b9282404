import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosSite } from '../site/chaos-site.js';
import type { Fault } from './fault.js';

/** How long a network is away, ms. */
const AWAY_MS = [1_000, 5_000] as const;
/** Delay of a slow network in each direction, ms. */
const DELAY_MS = 2_000;

function whileAway(name: string, disconnects: boolean, begin: (network: ChaosSite['network']) => void): Fault {
  return {
    name,
    target: 'network',
    disconnects,
    async run({ network, stopped }, random) {
      begin(network);
      const [least, most] = AWAY_MS;
      try {
        await sleep(least + (most - least) * random(), undefined, { signal: stopped });
      } finally {
        network.restore();
      }
      return { endedAt: performance.now() };
    },
  };
}

/** Ways in which the network between phones and server fails. */
export const networkFaults: readonly Fault[] = [
  whileAway('cut', true, (network) => { network.cut(); }), // prettier-ignore
  whileAway('reset', true, (network) => { network.reset(); }), // prettier-ignore
  whileAway('silence', false, (network) => { network.silence(); }), // prettier-ignore
  whileAway('swallow', true, (network) => { network.swallow(); }), // prettier-ignore
  whileAway('delay', false, (network) => { network.delay(DELAY_MS); }), // prettier-ignore
  {
    name: 'half-open',
    target: 'network',
    disconnects: true,
    run({ network }) {
      network.strand();
      return Promise.resolve({ endedAt: performance.now() });
    },
  },
];
