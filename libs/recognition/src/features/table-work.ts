import { equalSteps, type WorkStep } from '../progress/work.js';

/** Time per feature of a movement, and per product of two features, on the reference machine, s. */
const FEATURE_SECONDS = 8e-7;
const PRODUCT_SECONDS = 2.6e-10;
/** Time per movement for choosing the kernels. */
const KERNEL_SECONDS = 3e-4;

/**
 * The steps of choosing the kernels of one table and filling it.
 * @param features per movement
 * @param chunk movements per step
 */
export function tableWork(movements: number, features: number, chunk: number): WorkStep[] {
  return [
    { kind: 'features', seconds: movements * KERNEL_SECONDS },
    ...equalSteps('features', Math.floor(movements / chunk), chunk * features * FEATURE_SECONDS),
    { kind: 'products', seconds: movements ** 2 * features * PRODUCT_SECONDS },
  ];
}
