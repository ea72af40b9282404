import type { Grove, GroveStanding } from '@wandcast/protocol';

/** What the screens call a grove. */
export const groveNames = { ash: 'Ash', birch: 'Birch', rowan: 'Rowan', yew: 'Yew' } as const satisfies Record<
  Grove,
  string
>;

/** Those of the first rank; none where nobody has a point. */
export function leadingGroves(groves: readonly GroveStanding[]): readonly GroveStanding[] {
  return groves.filter(({ rank, perHead }) => rank === 1 && perHead > 0);
}

/** Who is ahead: "Birch is ahead", "Ash and Yew are level". */
export function groveTitle(groves: readonly GroveStanding[]): string {
  const names = leadingGroves(groves).map(({ grove }) => groveNames[grove]);
  if (names.length === 0) return 'The groves';
  return names.length === 1 ? `${joined(names)} is ahead` : `${joined(names)} are level`;
}

/** Who won: "Birch wins the night"; empty where nobody has a point. */
export function nightWords(groves: readonly GroveStanding[]): string {
  const names = leadingGroves(groves).map(({ grove }) => groveNames[grove]);
  if (names.length === 0) return '';
  return names.length === 1 ? `${joined(names)} wins the night` : `${joined(names)} share the night`;
}

function joined(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Points a head as the room reads them: whole from ten on, with a tenth below. */
export function perHeadWords(perHead: number): string {
  return perHead >= 10 ? Math.round(perHead).toLocaleString('en') : String(Math.round(perHead * 10) / 10);
}
