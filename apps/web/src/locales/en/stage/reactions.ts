import { numbers } from '../numbers';

/** Reactions that float over the stage. */
export const reactions = {
  /** Beside a reaction that several people sent at once. */
  times: (count: number) => `×${numbers.count(count)}`,
};
