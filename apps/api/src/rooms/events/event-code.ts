import type { EventCode } from '@wandcast/protocol';

/** Short words that are easy to read from a screen and to say aloud. */
const WORDS = [
  ...['MOTH', 'WREN', 'FERN', 'LARK', 'REED', 'DUSK', 'DAWN', 'PINE', 'ROOK', 'HARE', 'NEWT', 'WASP', 'TOAD', 'SWAN'],
  ...['MIST', 'RUNE', 'STAR', 'MOON', 'LAMP', 'NOVA', 'COMET', 'EMBER', 'RAVEN', 'OTTER', 'BIRCH', 'MAPLE', 'QUARTZ'],
] as const;

/** A random join code that is easy to say aloud, as in MOTH42: a word and two digits from 2 to 9. */
export function newEventCode(random: () => number): EventCode {
  const pick = (count: number): number => Math.floor(random() * count);
  const word = WORDS[pick(WORDS.length)] ?? 'MOTH';
  return `${word}${2 + pick(8)}${2 + pick(8)}` as EventCode;
}
