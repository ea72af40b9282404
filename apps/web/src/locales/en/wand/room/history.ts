import type { Grove } from '@wandcast/protocol';
import { grammar } from '../../grammar';
import { groveNames } from '../../groves';
import { numbers } from '../../numbers';

/** The participant's own casts, one by one. */
export const history = {
  title: 'Your casts',
  back: 'Back',
  grove: (grove: Grove) => `You belong to the ${groveNames[grove]} grove`,
  order: 'Newest first. Paths are rough sketches.',
  /** The button of one cast that shows how it was recorded. */
  details: (title: string, when: string) => `Details of ${title}, ${when}`,
  sketch: 'Rough sketch of your movement',
  blank: 'Nothing from you yet',
  blankMore: 'Spells that you teach or cast appear here. You can delete any of them.',
  teach: 'Teach a spell',
  outOfReach: 'The room can’t be reached right now. Your other casts are listed when it’s back.',
  failed: 'Your casts haven’t changed.',
  retry: 'Try again',
  older: 'Older casts',
  data: 'Your data',
  deleteAll: 'Delete all',
  askAll: 'Delete all your casts, here and in the room? This can’t be undone.',
  keepAll: 'Keep them',
  /** The title of a cast without a spell. */
  nameless: 'A cast',
  deleteThis: (title: string, when: string) => `Delete ${title}, ${when}`,
  /** @param name the spell's; undefined if there is none */
  ask: (name: string | undefined) => `Delete this ${name ?? 'cast'}? This can’t be undone.`,
  deleteIt: 'Delete it',
  keep: 'Keep it',
  deleted: 'Deleted.',
  allDeleted: 'All your casts were deleted.',
  notDeleted: 'Nothing else was deleted.',
  /** The state of a taught cast, or of another one. */
  taught: {
    waits: 'taught, waiting on this phone',
    unnamed: 'taught, not recognized',
    recognized: 'taught and recognized',
    recognizedAs: (spell: string) => `taught, recognized as ${spell}`,
  },
  cast: {
    waits: 'waiting on this phone',
    fizzled: 'fizzled',
  },
  /** How a cast was recorded, and how the phone was held. */
  rate: (rateHz: string, gapMs: string) => `${rateHz} readings a second, longest gap ${gapMs} ms`,
  hands: { right: 'right hand', left: 'left hand' },
  turned: { 90: 'phone turned left', 180: 'phone upside down', 270: 'phone turned right' },
  flipped: 'axes inverted',
};

const casts = (count: number): string => grammar.counted(count, { one: 'cast', other: 'casts' });

/** What the room stores about the participant. */
export const data = {
  title: 'Your data',
  back: 'Back',
  kept: 'What the room stores',
  keptMore:
    'Your name, your sigil and your grove. For each cast: how your phone moved, how and in which hand you held it, when, how far your phone’s clock is from the room’s, which spell you meant and which one was recognized. The speaker’s team can see all of this. The big screen shows your name, your points and your seal. The room’s model learns from your casts, but never from those drawn with a finger.',
  copy: 'A copy for you',
  copyMore: 'All your casts in one plain text file, with every reading.',
  save: 'Save a copy',
  gathering: 'Collecting your casts',
  progress: (done: number, of: number) => `${numbers.count(done)} of ${casts(of)}`,
  saved: (count: number) => `Saved ${casts(count)}, one per line.`,
  notSaved: 'Nothing was saved.',
  forgotten: 'Be forgotten',
  forgottenMore:
    'Deletes your name and all your casts, in the room and on this phone. A model trained before that keeps what it learned. It contains no recordings and no names.',
  ask: 'This permanently deletes all your data. Save a copy first if you want one.',
  forget: 'Delete my data',
  stay: 'Cancel',
  notForgotten: 'You’re still in the book.',
  casts: 'Your casts, one by one',
};
