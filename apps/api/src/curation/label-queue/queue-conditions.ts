import { NOT_DRAWN } from '../../casting/storage/drawn-sources.js';

// SQL of the label queue about usable casts `c`, their states `s` and predictions `p`. Parameters of all queries: event id,
// member id, skipped cast ids, person, spell.

/** States of casts that wait for a label, in the order in which they are offered. Random ones are offered between them. */
export const PRIORITIZED = ['quarantine', 'contradiction', 'uncertain'] as const;

/** Which casts are wanted. What is not asked for is no condition, so that no plan has to expect it. */
export interface Filter {
  readonly person: string | null;
  readonly spell: string | null;
}

/** Labeling priority, 0..1: the model's confidence for taught casts, else 1 - the margin of its two best guesses. */
const PRIORITY = `CASE WHEN c.intent = 'teach' THEN coalesce(p.confidence, 0)
  ELSE 1 - coalesce(p.confidence - p.runner_up_confidence, 0) END`;
const columns = (
  slice: string,
): string => `c.id, c.participant_id AS person, p.spell_id AS guess, p.quarantine, p.confidence,
  p.runner_up_id, p.runner_up_confidence AS runner_up, c.shape, (${PRIORITY})::real AS priority, '${slice}' AS slice`;

/** Casts that are not leased to another member. */
const FREE = `NOT EXISTS (SELECT FROM label_leases l WHERE l.cast_id = c.id AND l.expires_at > now() AND l.member_id <> $2::uuid)`;
const SKIPPED = 'c.id = ANY($3::uuid[])';
/** Every parameter is named, as PostgreSQL wants to know the type of each. */
const matching = ({ person, spell }: Filter, spells: string): string => `NOT ${SKIPPED}
  AND ${person === null ? '$4::uuid IS NULL' : 'c.participant_id = $4::uuid'}
  AND ${spell === null ? '$5::text IS NULL' : `$5::text IN (${spells})`}`;

/** Nobody is offered casts again that they were unsure of, unless they ask. */
export const UNSURE_OTHERS = 'NOT EXISTS (SELECT FROM labels l WHERE l.cast_id = c.id AND l.member_id = $2::uuid)';

/** The casts of one state by priority: a walk along the index of states that ends at its last cast. */
export const nextOf = (state: string, filter: Filter, limit: number, condition = 'true'): string =>
  `SELECT ${columns(state)} FROM label_states s JOIN casts c ON c.id = s.cast_id LEFT JOIN predictions p ON p.cast_id = s.cast_id
   WHERE s.event_id = $1::uuid AND s.state = '${state}' AND ${condition} AND ${FREE} AND ${matching(filter, 'c.spell_id, p.spell_id')}
   ORDER BY s.priority DESC, s.cast_id LIMIT ${limit}`;

/** Random casts: those on both sides of a random place. Sixth parameter: that place, 0..1. */
export const randomOnes = (filter: Filter, limit: number): string =>
  ['<=', '>'].map((side) => `(${nextOf('random', filter, limit, `s.priority ${side} $6::real`)})`).join(' UNION ALL ');

/** Labeled casts that match. */
export const labeled = (slice: string, filter: Filter, condition: string): string =>
  `SELECT ${columns(slice)} ${LABELED} AND ${condition} AND ${matching(filter, 'c.spell_id, p.spell_id, current_labels.spell_id')}`;

export const LABELED = `FROM current_labels JOIN label_states s ON s.cast_id = current_labels.cast_id
  JOIN casts c ON c.id = s.cast_id LEFT JOIN predictions p ON p.cast_id = c.id WHERE current_labels.event_id = $1::uuid`;

/** Members' newest labels of a cast differ, and nobody settled it since. */
export const DISAGREED = `${NOT_DRAWN} AND ${FREE} AND (SELECT count(DISTINCT coalesce(o.spell_id, '')) FROM (
    SELECT DISTINCT ON (l.member_id) l.kind, l.spell_id FROM labels l
    WHERE l.cast_id = c.id AND l.kind <> 'unsure' ORDER BY l.member_id, l.id DESC) o
    WHERE o.kind <> 'withdraw') > 1
  AND NOT (SELECT l.review FROM labels l WHERE l.id = current_labels.label_id)`;

/** Casts that only one other member gave a label. */
export const SECOND = `${NOT_DRAWN} AND ${FREE} AND current_labels.member_id <> $2::uuid
  AND (SELECT count(DISTINCT l.member_id) FROM labels l WHERE l.cast_id = c.id) = 1`;

/** How many usable casts are in each state, and how many of these the model scored, and are leased to others. Third parameter: the model. */
export const COUNTS = `SELECT state, total.casts, total.scored, coalesce(leased.casts, 0) AS leased
  FROM (
    SELECT state, sum(casts) AS casts, coalesce(sum(casts) FILTER (WHERE model_id = $3::uuid), 0) AS scored
    FROM label_state_counts WHERE event_id = $1::uuid GROUP BY state) total
  LEFT JOIN (
    SELECT s.state, count(*) AS casts FROM label_leases l JOIN label_states s ON s.cast_id = l.cast_id
    WHERE s.event_id = $1::uuid AND l.expires_at > now() AND l.member_id <> $2::uuid GROUP BY s.state) leased USING (state)`;
