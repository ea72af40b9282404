/** Unique display names: a second participant with the same name becomes "Quiet Otter (2)". */
export class DistinctNames {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();

  constructor(participants: readonly { readonly id: string; readonly nickname: string }[]) {
    for (const { id, nickname } of participants) this.add(id, nickname);
  }

  of(id: string): string | undefined {
    return this.names.get(id);
  }

  private add(id: string, nickname: string): void {
    let name = nickname;
    for (let n = 2; this.taken.has(name); n++) name = `${nickname} (${n})`;
    this.taken.add(name);
    this.names.set(id, name);
  }
}
