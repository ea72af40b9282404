import type { RecordedCast } from '@wandcast/gesture';
import { newKey } from '@wandcast/wand';

export interface Deck {
  readonly user: string;
  /** The same for all phones of one person: who they are is what accuracy is measured by. */
  readonly key: string;
  readonly casts: readonly RecordedCast[];
}

/** Deals the casts to at least `wands` phones, each holding one person's casts. */
export function deal(casts: readonly RecordedCast[], wands: number): Deck[] {
  const byUser = new Map<string, RecordedCast[]>();
  for (const cast of casts) byUser.set(cast.user, [...(byUser.get(cast.user) ?? []), cast]);
  const phones = Math.max(1, Math.ceil(wands / byUser.size));
  return [...byUser].flatMap(([user, own]) => {
    const key = newKey();
    return Array.from({ length: Math.min(phones, own.length) }, (_, phone) => ({
      user,
      key,
      casts: own.filter((_cast, i) => i % phones === phone),
    }));
  });
}
