import type { RecordedCast } from '@wandcast/gesture';
import { newKey } from '@wandcast/wand';

/** The casts that one phone replays. */
interface PhoneAssignment {
  readonly user: string;
  /** Shared by all phones of one person, because accuracy is measured per person. */
  readonly key: string;
  readonly casts: readonly RecordedCast[];
}

/** Splits the casts among at least `wands` phones. Each phone holds the casts of one person. */
export function assignCasts(casts: readonly RecordedCast[], wands: number): PhoneAssignment[] {
  const byUser = new Map<string, RecordedCast[]>();
  for (const cast of casts) byUser.set(cast.user, [...(byUser.get(cast.user) ?? []), cast]);
  const phonesPerUser = Math.max(1, Math.ceil(wands / byUser.size));
  return [...byUser].flatMap(([user, own]) => {
    const key = newKey();
    return Array.from({ length: Math.min(phonesPerUser, own.length) }, (_, phone) => ({
      user,
      key,
      casts: own.filter((_cast, i) => i % phonesPerUser === phone),
    }));
  });
}
