import { castLine, signalOf } from '@wandcast/gesture';
import {
  bytesToWords,
  type CastId,
  type CastSource,
  type Orientation,
  type Intent,
  type Participant,
  type SpellId,
} from '@wandcast/protocol';

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
  const { castId, spell, channels, count, samples, intent, source, startedAt, orientation, recognized } = cast;
  const signal = signalOf({ channels, count, words: bytesToWords(samples) });
  const { flipped = null, ...held } = orientation ?? {};
  const metadata = { intent, source, at: startedAt, ...held, ...(flipped !== null && { flipped }), ...(recognized !== undefined && { heard: recognized }) }; // prettier-ignore
  const recorded = castLine({ id: castId, user: id, label: spell, signal, metadata });
  return `${recorded.slice(0, -1)},${JSON.stringify({ nickname, sigil, metal }).slice(1)}`;
}
