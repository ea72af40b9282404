/**
 * Kinds of work in a training. Each has its own speed on a machine: `features` and `products` use the vector units,
 * `solving` waits for memory, `network` and `live` mix both. `warping` is the baseline by dynamic time warping.
 */
export const workKinds = ['features', 'products', 'solving', 'network', 'live', 'warping'] as const;
export type WorkKind = (typeof workKinds)[number];

/** A step of a training that cannot be interrupted. */
export interface WorkStep {
  readonly kind: WorkKind;
  /** Expected duration on the reference machine, s. */
  readonly seconds: number;
}

/** Actual time divided by the time on the reference machine, by kind of work; 1 if unknown. */
export type Pace = Readonly<Partial<Record<WorkKind, number>>>;

/** `count` equal steps. */
export function equalSteps(kind: WorkKind, count: number, seconds: number): WorkStep[] {
  return Array.from({ length: Math.max(0, count) }, () => ({ kind, seconds }));
}

/** The pace to expect after another training: the geometric mean of both, because the load of a machine varies. */
export function blendPaces(before: Pace, measured: Pace): Pace {
  const kinds = workKinds.flatMap((kind) => {
    const [old, now] = [before[kind] ?? measured[kind], measured[kind] ?? before[kind]];
    return old === undefined || now === undefined ? [] : [[kind, Math.sqrt(old * now)] as const];
  });
  return Object.fromEntries(kinds);
}
