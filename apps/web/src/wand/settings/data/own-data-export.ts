import { castLine } from '@wandcast/gesture';
import type { CastId, CastSource, Intent, Orientation, Participant, SpellId } from '@wandcast/protocol';
import { signalOfCast } from '../../recording/signal-of-cast';

/** A cast to export. `recognized` is undefined if the cast is pending. */
export interface ExportedCast {
  readonly castId: CastId;
  readonly intent: Intent;
  readonly spell: SpellId | null;
  readonly source: CastSource;
  readonly startedAt: number;
  readonly orientation: Orientation | null;
  readonly recognized: SpellId | null | undefined;
  readonly channels: number;
  readonly count: number;
  readonly samples: Uint8Array;
}

/**
 * One line of the export: the recorded-cast format plus the participant's nickname, sigil and metal. Readers of the
 * format ignore unknown fields.
 */
export function exportLine(cast: ExportedCast, { id, nickname, sigil, metal }: Participant): string {
  const { castId, spell, intent, source, startedAt, orientation, recognized } = cast;
  const { flipped = null, ...held } = orientation ?? {};
  const metadata = {
    intent,
    source,
    at: startedAt,
    ...held,
    ...(flipped !== null && { flipped }),
    ...(recognized !== undefined && { heard: recognized }),
  };
  const recorded = castLine({ id: castId, user: id, label: spell, signal: signalOfCast(cast), metadata });
  return `${recorded.slice(0, -1)},${JSON.stringify({ nickname, sigil, metal }).slice(1)}`;
}
