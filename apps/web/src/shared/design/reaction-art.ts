import type { Reaction } from '@wandcast/protocol';

/** Side of the box that the paths are drawn in, and the width of their lines in its units. */
export const REACTION_BOX = 24;
export const REACTION_LINE = 1.6;

const FACE = 'M12 2.8a9.2 9.2 0 1 0 .01 0z';

/**
 * SVG path of each reaction, to be stroked with round caps and joins and without a fill. Drawn here instead of set in
 * an emoji font, so that they look the same on all phones and on the stage.
 */
export const reactionPaths: Readonly<Record<Reaction, string>> = {
  applause:
    'M3.5 12.5 9 18a5.6 5.6 0 0 0 8.4-7.3l-1.6-3.1a1.4 1.4 0 0 0-2.5 1.2l.6 1.7-4.6-4.6a1.35 1.35 0 0 0-1.9 1.9l3 3-3.8-3.8' +
    'a1.35 1.35 0 0 0-1.9 1.9l3.8 3.8-2.6-2.6a1.35 1.35 0 0 0-1.9 1.9z' +
    'M3 16.6l3.6 3.5c1.6 1.5 3.4 2.3 5.4 2.3M11.5 5.4 12 2.5M15 5.3l1.7-2.6M18.2 7.3l2.8-1.6',
  heart: 'M12 20.4C5.2 15.6 2.8 12.2 2.8 8.7A4.85 4.85 0 0 1 12 6.8a4.85 4.85 0 0 1 9.2 1.9c0 3.5-2.4 6.9-9.2 11.7z',
  laughter: `${FACE}M6.9 10.3l1.6-1.7 1.6 1.7M13.9 10.3l1.6-1.7 1.6 1.7M6.8 13.4h10.4a5.2 5.2 0 0 1-10.4 0z`,
  wonder:
    `${FACE}M8.7 9.4v1.4M15.3 9.4v1.4M6.9 6.9c.9-.9 2-1.1 3.1-.6M17.1 6.9c-.9-.9-2-1.1-3.1-.6` +
    'M12 13.4a2.4 2.8 0 1 0 .01 0z',
  sparks:
    'M10 4.2c.7 4.9 2.4 6.6 7.2 7.3-4.8.7-6.5 2.4-7.2 7.3-.7-4.9-2.4-6.6-7.2-7.3 4.8-.7 6.5-2.4 7.2-7.3z' +
    'M18.6 15.4v4.8M16.2 17.8H21M18.4 3.2v3.4M16.7 4.9h3.4',
};
