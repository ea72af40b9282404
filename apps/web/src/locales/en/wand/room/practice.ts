/** Practicing: nothing is sent, nothing is kept. */
export const practice = {
  title: 'Practice',
  private: 'Only you see this. Nothing is sent or kept.',
  choose: 'Which spell?',
  back: 'Leave the practice',
  press: 'Hold, draw, let go',
  /** @param share 0..1 */
  alike: (share: number) => `${Math.round(100 * share)}% like the drawing`,
  nearer: (other: string) => `Closer to ${other} than to what you practice.`,
  well: 'That is it.',
  near: 'Nearly. Follow the drawing once more.',
  far: 'Not yet. Watch where the drawing starts, and take your time.',
  sketch: 'Your hand is a sketch that drifts: compare its shape, not its size.',
  none: 'No spell in the book has a drawing yet.',
};
