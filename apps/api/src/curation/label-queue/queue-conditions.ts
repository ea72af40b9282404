import { NOT_DRAWN } from '../../casting/storage/drawn-sources.js';
import { USABLE } from '../../casting/storage/usable-casts.js';

// SQL conditions of the label queue. Parameters: event id, member id, skipped cast ids, person, spell.

/** The queue slice of an unlabeled cast, with or without a prediction. */
export const SLICE = `CASE WHEN p.quarantine IS NOT NULL THEN 'quarantine'
  WHEN c.intent = 'teach' AND p.spell_id IS DISTINCT FROM c.spell_id AND p.cast_id IS NOT NULL THEN 'contradiction'
  WHEN c.intent = 'cast' THEN 'uncertain' ELSE 'random' END`;
/** Labeling priority, 0..1: the model's confidence for taught casts, else 1 - the margin of its two best guesses. */
const PRIORITY = `CASE WHEN c.intent = 'teach' THEN coalesce(p.confidence, 0)
  ELSE 1 - coalesce(p.confidence - p.runner_up_confidence, 0) END`;
export const COLUMNS = `c.id, c.participant_id AS person, p.spell_id AS guess, p.quarantine, p.confidence, p.runner_up_id,
  p.runner_up_confidence AS runner_up, c.shape,
  (${PRIORITY})::real AS priority`;
/** Casts that are not leased to another member. Parameters: event id, member id, skipped cast ids, person, spell. */
export const FREE = `c.event_id = $1::uuid AND ${NOT_DRAWN} AND ${USABLE} AND c.id <> ALL($3::uuid[])
  AND ($4::uuid IS NULL OR c.participant_id = $4::uuid)
  AND NOT EXISTS (SELECT FROM label_leases l WHERE l.cast_id = c.id AND l.expires_at > now() AND l.member_id <> $2::uuid)`;
export const OF_SPELL = `($5::text IS NULL OR $5 IN (c.spell_id, p.spell_id))`;
export const NO_LABEL = `NOT EXISTS (SELECT FROM current_labels WHERE cast_id = c.id)`;
/** A member said of an unlabeled cast to be unsure, after its label was withdrawn if it had one. */
export const UNSURE = `EXISTS (SELECT FROM labels l WHERE l.cast_id = c.id AND l.kind = 'unsure'
  AND NOT EXISTS (SELECT FROM labels later WHERE later.cast_id = c.id AND later.id > l.id AND later.kind <> 'unsure'))`;
/** Nobody is offered casts again that they were unsure of, unless they ask. */
export const UNSURE_OTHERS = `AND NOT EXISTS (SELECT FROM labels l WHERE l.cast_id = c.id AND l.member_id = $2::uuid)`;
export const WAITING = `FROM casts c LEFT JOIN predictions p ON p.cast_id = c.id
  WHERE ${FREE} AND ${OF_SPELL} AND ${NO_LABEL} AND NOT ${UNSURE}`;
/** Waiting casts read at once, by priority and at random: enough for variety, few enough for one query. */
const MAX_PRIORITIZED = 240;
const MAX_RANDOM = 24;
/**
 * The waiting casts to offer next, first those of the highest priority, then random ones. Reads all waiting casts once,
 * and their columns only for those it chose. Sixth parameter: the only slice that is wanted, or null.
 */
export const NEXT_WAITING = `WITH waiting AS MATERIALIZED (
    SELECT c.id, ${SLICE} AS slice, ${PRIORITY} AS priority ${WAITING}),
  prioritized AS (
    SELECT id, slice, row_number() OVER (ORDER BY slice = 'quarantine' DESC, slice = 'contradiction' DESC, priority DESC, id) AS place
    FROM waiting WHERE slice <> 'random' AND ($6::text IS NULL OR slice = $6) ORDER BY place LIMIT ${MAX_PRIORITIZED}),
  others AS (
    SELECT id, 'random' AS slice, NULL::bigint AS place FROM waiting
    WHERE ($6::text IS NULL OR $6 = 'random') AND id NOT IN (SELECT id FROM prioritized)
    ORDER BY random() LIMIT ${MAX_RANDOM})
  SELECT ${COLUMNS}, chosen.slice
  FROM (SELECT * FROM prioritized UNION ALL SELECT * FROM others) chosen
  JOIN casts c ON c.id = chosen.id LEFT JOIN predictions p ON p.cast_id = c.id ORDER BY chosen.place`;
export const LABELED = `FROM current_labels JOIN casts c ON c.id = current_labels.cast_id
  LEFT JOIN predictions p ON p.cast_id = c.id
  WHERE current_labels.event_id = $1::uuid AND ${FREE}
    AND ($5::text IS NULL OR $5 IN (c.spell_id, p.spell_id, current_labels.spell_id))`;
/** Members' newest labels of a cast differ, and nobody settled it since. */
export const DISAGREED = `(SELECT count(DISTINCT coalesce(o.spell_id, '')) FROM (
    SELECT DISTINCT ON (l.member_id) l.kind, l.spell_id FROM labels l
    WHERE l.cast_id = c.id AND l.kind <> 'unsure' ORDER BY l.member_id, l.id DESC) o
    WHERE o.kind <> 'withdraw') > 1
  AND NOT (SELECT l.review FROM labels l WHERE l.id = current_labels.label_id)`;
