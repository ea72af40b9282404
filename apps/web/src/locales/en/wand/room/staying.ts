const seconds = (count: number): string => `${count} s`;

/** What keeps a wand in the room, and what waits on its phone meanwhile. */
export const staying = {
  slow: (rateHz: number) =>
    `Your phone tells of motion only ${rateHz} times a second. Low-power mode does that; without it you are heard better.`,
  dark: 'Your screen may go dark: keep it touched.',
  onlyHere: 'This browser keeps nothing for later. Leave this page open until your casts are sent.',
  halfACast: 'The page was out of sight. That cast was dropped; cast it again.',
  waiting: (count: number) => (count === 1 ? '1 waiting to send' : `${count} waiting to send`),
  /** @param inS seconds; 0 where a try is on its way */
  nextTry: (inS: number) => (inS <= 0 ? 'trying now' : `next try in ${seconds(inS)}`),
  lasts: (tenths: number) => `${(tenths / 10).toFixed(1)} s`,
  /** @param agoS seconds since it was cast */
  age: (agoS: number) =>
    agoS < 5 ? 'just now' : agoS < 60 ? `${seconds(agoS)} ago` : `${Math.floor(agoS / 60).toString()} min ago`,
  more: (count: number) => `and ${count} more`,
};
