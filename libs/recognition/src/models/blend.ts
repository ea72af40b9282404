import type { Part } from '../artifact/artifact.js';
import { cnn } from './cnn.js';
import { ModelError } from '../artifact/model-error.js';
import {
  featuredPredictions,
  type FittedRecognizer,
  type Recognizer,
  type RawPrediction,
} from '../recognizer/recognizer.js';
import { rocket } from './rocket.js';

/** Weight of the network without a measurement; the linear head has the rest. */
export const DEFAULT_NETWORK_SHARE = 0.4;

/** Prefixes of the part names of both recognizers in one stored artifact. */
const ROCKET = 'rocket/';
const NETWORK = 'cnn/';
const SHARE = 'shares';

/**
 * The weighted mean of the linear head and the network, which make different errors. The linear head alone decides
 * whether a cast is any spell.
 */
export const blend: Recognizer = {
  kind: 'blend',

  work: (data, options) => [...rocket.work(data, options), ...cnn.work(data, options)],

  async fit(data, spells, options) {
    const head = await rocket.fit(data, spells, options);
    try {
      return blended(head, await cnn.fit(data, spells, options), DEFAULT_NETWORK_SHARE);
    } catch (error) {
      head.dispose();
      throw error;
    }
  },

  async restore(parts, spells) {
    const share = parts.find(({ name }) => name === SHARE)?.settings['network'];
    if (typeof share !== 'number') throw new ModelError('damaged', 'the shares of the blend are not given');
    return blended(
      await rocket.restore(partsOf(parts, ROCKET), spells),
      await cnn.restore(partsOf(parts, NETWORK), spells),
      share,
    );
  },
};

/**
 * Combines two fitted recognizers and takes ownership of both.
 * @param share weight of the network, 0..1
 */
export function blended(head: FittedRecognizer, network: FittedRecognizer, share: number): FittedRecognizer {
  return {
    heldOut: undefined,
    predictRaw(signals) {
      const others = network.predictRaw(signals);
      return head
        .predictRaw(signals)
        .map((prediction, i) => mixPredictions(prediction, others[i] ?? prediction, share));
    },
    features: (signals) => head.features(signals),
    predictWithFeatures(signals) {
      const others = network.predictRaw(signals);
      return featuredPredictions(head, signals).map((one, i) => ({
        ...mixPredictions(one, others[i] ?? one, share),
        features: one.features,
      }));
    },
    async save() {
      const shares = { name: SHARE, settings: { network: share }, weights: new Uint8Array() };
      return [shares, ...prefixed(await head.save(), ROCKET), ...prefixed(await network.save(), NETWORK)];
    },
    dispose() {
      head.dispose();
      network.dispose();
    },
  };
}

/**
 * Weighted mean of two predictions, with the evidence of the first.
 * @param share weight of the network, 0..1
 */
export function mixPredictions(
  { probabilities, evidence }: RawPrediction,
  network: RawPrediction,
  share: number,
): RawPrediction {
  return {
    evidence,
    probabilities: probabilities.map((value, i) => (1 - share) * value + share * (network.probabilities[i] ?? 0)),
  };
}

function prefixed(parts: readonly Part[], prefix: string): Part[] {
  return parts.map((part) => ({ ...part, name: prefix + part.name }));
}

function partsOf(parts: readonly Part[], prefix: string): Part[] {
  return parts.flatMap((part) =>
    part.name.startsWith(prefix) ? [{ ...part, name: part.name.slice(prefix.length) }] : [],
  );
}
