import { firstFreeName } from './first-free-name.js';

const adjectives = (
  'Amber,Brave,Bright,Calm,Cheery,Clever,Cosy,Crisp,Curious,Daring,Dreamy,Eager,Early,Fearless,Fleet,Gentle,Gilded,Glad,' +
  'Golden,Hardy,Honest,Humble,Jolly,Keen,Lively,Lunar,Mellow,Midnight,Nimble,Noble,Patient,Plucky,Polite,Proud,Rapid,' +
  'Secret,Silver,Steady,Sunny,Tidy,Tricky,Upbeat,Valiant,Wild,Winter,Witty'
).split(',');
const animals = (
  'Adder,Badger,Beaver,Bittern,Bullfinch,Curlew,Dipper,Dragonfly,Egret,Ermine,Fieldmouse,Firefly,Gannet,Goldcrest,Hedgehog,' +
  'Ibis,Jay,Kite,Ladybird,Lapwing,Lynx,Magpie,Mallard,Mole,Nightjar,Nuthatch,Osprey,Owl,Partridge,Plover,Polecat,Puffin,' +
  'Raven,Robin,Sandpiper,Seal,Shrew,Siskin,Skylark,Squirrel,Starling,Swift,Tern,Toad,Weasel,Woodcock'
).split(',');

/**
 * Generates a nickname such as "Nimble Puffin".
 * @param random returns 0..1  @param taken names to avoid; a clash is very unlikely but possible
 */
export function generateEnglishNickname(random: () => number, taken: ReadonlySet<string> = new Set()): string {
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  return firstFreeName(taken, () => `${pick(adjectives)} ${pick(animals)}`);
}
