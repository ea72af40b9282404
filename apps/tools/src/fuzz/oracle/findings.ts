/** What must never happen. */
export type FindingKind =
  'crash' | 'unhandled' | 'internal' | 'unauthorised' | 'leaked' | 'lost' | 'refused' | 'undefended';

export interface Finding {
  readonly kind: FindingKind;
  /** Index of the message in the sequence of the seed; null if no single message caused it. */
  readonly index: number | null;
  /** Who sent what, shortened. */
  readonly what: string;
  readonly detail: string;
}

/** Most findings that are kept of each kind; all are counted. */
const KEPT = 5;

/** Longest part of a payload in a finding. */
const SHOWN = 300;

/** Counts what must not happen, and keeps the first of each kind. */
export class Findings {
  readonly counts: Record<FindingKind, number> = {
    ...{ crash: 0, unhandled: 0, internal: 0, unauthorised: 0, leaked: 0, lost: 0, refused: 0, undefended: 0 },
  };
  private readonly kept: Finding[] = [];

  add(kind: FindingKind, index: number | null, what: string, detail = ''): void {
    this.counts[kind]++;
    if (this.kept.filter((one) => one.kind === kind).length >= KEPT) return;
    this.kept.push({ kind, index, what: shortened(what), detail: shortened(detail) });
  }

  list(): readonly Finding[] {
    return this.kept;
  }
}

/** One printable line. */
export function shortened(text: string, length = SHOWN): string {
  const cut = text.length > length ? `${text.slice(0, length)}… (${text.length} characters)` : text;
  return cut.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => JSON.stringify(character).slice(1, -1));
}
