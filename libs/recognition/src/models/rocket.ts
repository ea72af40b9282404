import { RIDGE_AUGMENT, movementOf, seeded, type Signal } from '@wandcast/gesture';
import type { JsonObject, Part } from '../artifact/artifact.js';
import { fitAnswerer, verdictOf, type Answerer, type FittedAnswerer } from '../heads/open-set-head.js';
import {
  castsToVary,
  examplesOf,
  groupsOf,
  scribblesOf,
  strangersOf,
  type Variation,
} from '../heads/training-examples.js';
import { FeatureTable } from '../features/feature-table.js';
import { MIN_PEOPLE, usersOf } from '../evaluation/cross-validation.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { ModelError } from '../artifact/model-error.js';
import { Net } from '../networks/network.js';
import type { FitOptions, Fitted, HeldOut, Lessons, Recognizer, Verdict } from '../recognizer/recognizer.js';
import { ViewFeatures, featuresOf, isSeenBy, type View } from '../features/rocket-features.js';

/** Views used together with simulated casts: simulated people draw and turn more realistically than they push. */
const helped: readonly View[] = ['path', 'held'];
/** Ridge strength with weakly labeled casts: they need more. */
export const HELPED_ALPHA = 6e-2;

/** Casts between two progress steps. */
const CHUNK = 16;

/** Hyperparameters, chosen on held-out people (tables in this library's README). Only benches change them. */
export interface RocketSettings extends Variation {
  /** Features wanted per view; rounded down to whole kernels. */
  readonly features: number;
  /** Weight features by how well they separate spells. */
  readonly weighted: boolean;
  /** Most negatives derived from casts. */
  readonly strangers: number;
  /** Most scribbles, which are negatives too. */
  readonly scribbles: number;
  /** Data for the kernel biases: kernels fitted to spells alone miss what distinguishes other movements. */
  readonly sees: 'all' | 'spells';
  /** Views to read if all phones provide rotation rates, and if some do not. */
  readonly withTurns: readonly View[];
  readonly withoutTurns: readonly View[];
  /** Ridge strength. */
  readonly alpha: number;
}

export const rocketSettings: RocketSettings = {
  features: 2600, // twice as many did no better on new people
  weighted: true,
  copies: 1,
  rows: [600, 1000],
  ranges: RIDGE_AUGMENT,
  strangers: 300,
  scribbles: 200,
  sees: 'all',
  withTurns: ['path', 'turn'],
  withoutTurns: ['path', 'push'],
  alpha: 1e-2, // recorded casts do equally well from 1e-5 to 1e-1
};

/**
 * Random convolutions with a closed-form linear head: trains in seconds and is the most accurate on new people. The
 * head is one dense TensorFlow.js layer with standardization folded in. A second head, trained with negatives, rates
 * whether a cast is any of the spells.
 */
export const rocket: Recognizer = rocketOf({});

/** A faster, less accurate variant that trains within a second: fewer features, no copies, no negatives. */
export const firstRocket: Recognizer = rocketOf({ features: 1000, rows: [0, 0], strangers: 0, scribbles: 0 });

/** A rocket recognizer with other hyperparameters, for benches. */
export function rocketOf(changes: Partial<RocketSettings>): Recognizer {
  const settings = { ...rocketSettings, ...changes };
  return {
    kind: 'rocket',
    steps(lessons) {
      const rows = lessons.casts.length + castsToVary(lessons, settings).length + lessons.likely.length;
      return Math.ceil(
        (viewsOf(pairsFor(lessons, settings)).length * (rows + settings.strangers + settings.scribbles)) / CHUNK,
      );
    },
    fit: (lessons, spells, options) => fit(lessons, spells, options, settings),
    restore,
  };
}

async function fit(
  lessons: Lessons,
  spells: readonly string[],
  { seed, onStep, onGrown }: FitOptions,
  settings: RocketSettings,
): Promise<Fitted> {
  const random = seeded(seed);
  const taught = examplesOf(lessons, spells, settings, random);
  const scribbles = scribblesOf(taught, spells.length, settings.scribbles, random);
  const examples = [...taught, ...strangersOf(taught, spells.length, settings.strangers, random), ...scribbles];
  const movements = examples.map(({ movement }) => movement);
  const classOf = taught.map(({ spell }) => (settings.weighted ? spell : 0));
  const pairs = pairsFor(lessons, settings);
  const drawn = (settings.sees === 'all' ? [...taught, ...scribbles] : taught).map(({ movement }) => movement);
  const tables = new Map<View, FeatureTable>();
  for (const view of viewsOf(pairs)) {
    const features = ViewFeatures.fit(view, drawn, settings.features, random);
    tables.set(view, await FeatureTable.fill(features, movements, classOf, CHUNK, onStep));
  }
  const byPeople = usersOf(lessons.casts).length >= MIN_PEOPLE;
  const plan = {
    groupOf: groupsOf(examples, byPeople),
    alpha: lessons.likely.length > 0 ? HELPED_ALPHA : settings.alpha,
    onGrown: undefined,
  };
  const shown = byPeople ? onGrown : undefined;
  const fits: FittedAnswerer[] = [];
  for (const pair of pairs) {
    const seen = pair.flatMap((view) => tables.get(view) ?? []);
    fits.push(
      fitAnswerer(seen, examples, fits.length > 0 ? plan : { ...plan, onGrown: shown }, spells.length, fits[0]),
    );
    await onStep();
  }
  const [best] = fits;
  return new RocketFit(
    fits.map(({ answerer }) => answerer),
    spells.length,
    best?.heldOut,
    (groupOf) => best?.leaveOut(examples.map(({ user }) => groupOf(user))) ?? [],
  );
}

/** Sets of views, best first: a cast is classified by the first set whose sensors it has. */
function pairsFor({ casts, likely }: Lessons, { withTurns, withoutTurns }: RocketSettings): (readonly View[])[] {
  const isHelped = likely.length > 0;
  if (![...casts, ...likely].every(({ signal }) => signal.rotation !== undefined))
    return [isHelped ? helped : withoutTurns];
  const best: readonly View[] = isHelped ? [...helped, 'turn'] : withTurns;
  const others = best.filter((view) => view !== 'turn');
  return others.length > 0 && others.length < best.length ? [best, others] : [best];
}

/**
 * Features of casts in the views used with weakly labeled casts.
 * @param classOf spell of each of the first casts; only these determine kernels and scales
 * @param features wanted per view
 */
export async function helpedTables(
  casts: readonly Pick<LabeledCast, 'signal'>[],
  classOf: readonly number[],
  features: number,
  { seed, onStep }: Pick<FitOptions, 'seed' | 'onStep'>,
): Promise<FeatureTable[]> {
  const random = seeded(seed);
  const movements = casts.map(({ signal }) => movementOf(signal));
  const haveTurns = casts.every(({ signal }) => signal.rotation !== undefined);
  const tables: FeatureTable[] = [];
  for (const view of haveTurns ? [...helped, 'turn' as const] : helped) {
    const kernels = ViewFeatures.fit(view, movements.slice(0, classOf.length), features, random);
    tables.push(await FeatureTable.fill(kernels, movements, classOf, CHUNK, onStep));
  }
  return tables;
}

function viewsOf(pairs: readonly (readonly View[])[]): View[] {
  return [...new Set(pairs.flat())];
}

class RocketFit implements Fitted {
  /** @param heads best first: a cast goes to the first head whose sensors it has; the last one takes the rest */
  constructor(
    private readonly answerers: readonly Answerer[],
    private readonly spells: number,
    readonly heldOut: HeldOut | undefined,
    readonly leaveOut: Fitted['leaveOut'],
  ) {}

  verdicts(signals: readonly Signal[]): Verdict[] {
    const verdicts: Verdict[] = [];
    const asked = signals.map((signal) => this.answerers.find((one) => answers(one, signal)) ?? this.answerers.at(-1));
    for (const answerer of this.answerers) {
      const places = asked.flatMap((one, i) => (one === answerer ? [i] : []));
      const features = featuresOf(
        answerer.features,
        places.flatMap((i) => signals[i] ?? []),
      );
      answerer.head.outputs(features).forEach((scores, i) => {
        const place = places[i];
        if (place !== undefined) verdicts[place] = verdictOf(scores, this.spells, answerer.odds);
      });
    }
    return verdicts;
  }

  async save(): Promise<Part[]> {
    return Promise.all(
      this.answerers.map(async ({ features, head, odds }, i) => {
        const part = await head.save(`answerer-${i}`, { half: true });
        const views = features.map((one) => one.save());
        return { ...part, settings: { ...part.settings, views, odds } };
      }),
    );
  }

  dispose(): void {
    for (const { head } of this.answerers) head.dispose();
  }
}

function answers({ features }: Answerer, signal: Signal): boolean {
  return isSeenBy(
    features.map(({ view }) => view),
    signal,
  );
}

async function restore(parts: readonly Part[], spells: readonly string[]): Promise<Fitted> {
  const answerers: Answerer[] = [];
  for (let i = 0; ; i++) {
    const part = parts.find(({ name }) => name === `answerer-${i}`);
    if (part === undefined) break;
    const { views, odds } = part.settings;
    if (!Array.isArray(views)) throw new ModelError('damaged', 'a linear head has no kernels');
    if (typeof odds !== 'number') throw new ModelError('damaged', 'a linear head has no weight of its odds');
    answerers.push({
      features: (views as JsonObject[]).map((saved) => ViewFeatures.restore(saved)),
      head: await Net.restore(part),
      odds,
    });
  }
  if (answerers.length === 0) throw new ModelError('damaged', 'the model has no linear head');
  return new RocketFit(answerers, spells.length, undefined, undefined);
}
