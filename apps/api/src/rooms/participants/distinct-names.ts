/** Unique display names: a second participant with the same name becomes "Quiet Otter (2)". */
export class DistinctNames {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();
  /** The last number that was given to a name, so that a thousand equal names do not take a million steps. */
  private readonly numbers = new Map<string, number>();

  constructor(participants: readonly { readonly id: string; readonly nickname: string }[] = []) {
    this.add(participants);
  }

  of(id: string): string | undefined {
    return this.names.get(id);
  }

  /** Names more participants; the others keep their names. */
  add(participants: readonly { readonly id: string; readonly nickname: string }[]): void {
    for (const { id, nickname } of participants) if (!this.names.has(id)) this.names.set(id, this.next(nickname));
  }

  /** The name of a participant whose id is not remembered: to be called once for each. */
  next(nickname: string): string {
    let name = nickname;
    for (let n = this.numbers.get(nickname) ?? 1; this.taken.has(name);) {
      name = `${nickname} (${++n})`;
      this.numbers.set(nickname, n);
    }
    this.taken.add(name);
    return name;
  }
}
