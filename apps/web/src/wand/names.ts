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

/** A wizard name to start from, as in "Nimble Puffin". `random` gives 0..1. */
export function suggestName(random: () => number): string {
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  return `${pick(natures)} ${pick(creatures)}`;
}
