/** A training process ended before its job was done: it was killed, used too much memory, or could not be started. */
export class TrainingProcessError extends Error {
  override readonly name = 'TrainingProcessError';
}
