import type { Grove } from '@wandcast/protocol';
import { numbers } from '../../numbers';

const groves: Readonly<Record<Grove, string>> = { ash: 'Ash', birch: 'Birch', rowan: 'Rowan', yew: 'Yew' };

/** One's own casts, one by one. */
export const history = {
  title: 'Your casts',
  back: 'Back',
  grove: (grove: Grove) => `You are of the ${groves[grove]} grove`,
  order: 'Newest first. Paths are sketches: they drift.',
  blank: 'Nothing from you yet',
  blankMore: 'What you teach or cast will stand here, and you can take back any of it.',
  teach: 'Teach a spell',
  outOfReach: 'The room is out of reach. What else it has of you is listed when it is back.',
  failed: 'Your casts are where they were.',
  retry: 'Try again',
  older: 'Older casts',
  data: 'Your data',
  takeAllBack: 'Take all back',
  askAll: 'Take back every cast of yours, here and in the room? They are deleted for good.',
  keepAll: 'Keep them',
  /** What a cast is called that nobody named. */
  nameless: 'A cast',
  takeBackThis: (title: string, when: string) => `Take back ${title}, ${when}`,
  /** @param name the spell's; undefined where nobody named it */
  ask: (name: string | undefined) => `Take this ${name ?? 'cast'} back? It is deleted for good.`,
  takeBack: 'Take it back',
  keep: 'Keep it',
  takenBack: 'Taken back.',
  allTakenBack: 'All your casts are taken back.',
  notTakenBack: 'Nothing more was taken back.',
  /** What became of a cast that was taught, or of one that was cast. */
  taught: {
    waits: 'taught, waits on this phone',
    unnamed: 'taught, not named',
    heardSo: 'taught, and heard so',
    heardAs: (heard: string) => `taught, heard as ${heard}`,
  },
  cast: {
    waits: 'cast, waits on this phone',
    fizzled: 'cast, fizzled',
    heardAs: (heard: string) => `cast, heard as ${heard}`,
  },
  /** How a cast was recorded, and how its phone was held. */
  rate: (rateHz: string, gapMs: string) => `${rateHz} readings a second, longest gap ${gapMs} ms`,
  hands: { right: 'right hand', left: 'left hand' },
  turned: { 90: 'phone turned left', 180: 'phone upside down', 270: 'phone turned right' },
  flipped: 'signs set right',
};

const casts = (count: number): string => `${numbers.count(count)} ${count === 1 ? 'cast' : 'casts'}`;

/** What the room keeps of a person. */
export const data = {
  title: 'Your data',
  back: 'Back',
  kept: 'What the room keeps',
  keptMore:
    'Your name, your mark and your grove. Of each cast: how your phone moved, how you held it and in which hand, when, how far your phone’s clock is from the room’s, which spell you meant and which one was heard. The speaker’s team can see them, the big screen shows your name, your points and your seal, and the room’s model learns from them, though never from those drawn with a finger.',
  copy: 'A copy for you',
  copyMore: 'All your casts in one file, every reading of them, as plain text.',
  save: 'Save a copy',
  gathering: 'Gathering your casts',
  progress: (done: number, of: number) => `${numbers.count(done)} of ${casts(of)}`,
  saved: (count: number) => `Saved: ${casts(count)}, one a line.`,
  notSaved: 'Nothing was saved.',
  forgotten: 'Be forgotten',
  forgottenMore:
    'Deletes your name and every cast, in the room and on this phone. A model that was trained before keeps what it learnt from them; it holds no recording and no name.',
  ask: 'Everything you gave goes for good. Save a copy first if you want one.',
  forget: 'Forget me',
  stay: 'No, stay',
  notForgotten: 'You are still in the book.',
  casts: 'Your casts, one by one',
};
