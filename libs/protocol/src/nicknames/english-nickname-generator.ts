import { triedName } from './first-free-name.js';

const natures = (
  'Amber,Brave,Bright,Calm,Cheery,Clever,Cosy,Crisp,Curious,Daring,Dreamy,Eager,Early,Fearless,Fleet,Gentle,Gilded,Glad,' +
  'Golden,Hardy,Honest,Humble,Jolly,Keen,Lively,Lunar,Mellow,Midnight,Nimble,Noble,Patient,Plucky,Polite,Proud,Rapid,' +
  'Secret,Silver,Steady,Sunny,Tidy,Tricky,Upbeat,Valiant,Wild,Winter,Witty'
).split(',');
const creatures = (
  'Adder,Badger,Beaver,Bittern,Bullfinch,Curlew,Dipper,Dragonfly,Egret,Ermine,Fieldmouse,Firefly,Gannet,Goldcrest,Hedgehog,' +
  'Ibis,Jay,Kite,Ladybird,Lapwing,Lynx,Magpie,Mallard,Mole,Nightjar,Nuthatch,Osprey,Owl,Partridge,Plover,Polecat,Puffin,' +
  'Raven,Robin,Sandpiper,Seal,Shrew,Siskin,Skylark,Squirrel,Starling,Swift,Tern,Toad,Weasel,Woodcock'
).split(',');

/**
 * A wizard name, as in "Nimble Puffin", that a nickname can be.
 * @param random 0..1  @param taken names that it should not be, and hardly ever is
 */
export function madeUpName(random: () => number, taken: ReadonlySet<string> = new Set()): string {
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  return triedName(taken, () => `${pick(natures)} ${pick(creatures)}`);
}
