/** Enumerations on the wire. Each list is in display order. */

export const sigils = ['moon', 'star', 'key', 'feather', 'candle', 'moth', 'acorn', 'comet'] as const;
export const metals = ['silver', 'brass', 'copper', 'verdigris', 'iron'] as const;
export const spellHues = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil'] as const;
/** Whether a glyph may be drawn backwards: `fixed` if that is not the spell. */
export const spellDirections = ['either', 'fixed'] as const;
/** Roles of console members, from least to most privileged; see domain/roles.ts. */
export const roles = ['viewer', 'moderator', 'owner'] as const;
/** Roles that a member can have in a single room. Owners act in every room. */
export const roomRoles = ['viewer', 'moderator'] as const;
/** Reasons why a cast is in the label queue, highest priority first; `mine` are the member's own labels, newest first. */
export const queueSlices = [
  'quarantine',
  'contradiction',
  'disagreement',
  'uncertain',
  'unsure',
  'second',
  'random',
  'mine',
] as const;
/** Views of the stage. */
export const stageViews = [
  'lobby',
  'teach',
  'live',
  'round',
  'leaders',
  'groves',
  'training',
  'podium',
  'thanks',
  'note',
] as const;
/** Kinds of step in the run of show. Entering `train` starts a training, entering `round` starts a round; `thanks` ends the evening; `note` shows text. */
export const stepKinds = [
  'lobby',
  'teach',
  'train',
  'cast',
  'round',
  'leaders',
  'groves',
  'podium',
  'thanks',
  'note',
] as const;
/**
 * `order`: cast the given spell. `free`: each spell once. `duel`: two participants. `fastest`: scored by time only.
 * `imitate`: scored by similarity only.
 */
export const roundKinds = ['order', 'free', 'duel', 'fastest', 'imitate'] as const;
/** The four teams. Every participant belongs to one. */
export const groves = ['ash', 'birch', 'rowan', 'yew'] as const;
/** Kinds of model that can be trained; `auto` trains several and keeps the one that is most accurate on held-out people. */
export const modelKinds = ['auto', 'blend', 'rocket', 'cnn', 'cnn2018'] as const;
/** What a wand records from: the motion sensor, a finger on the screen, a simulated person, or a tap that draws the glyph. */
export const wandSources = ['motion', 'pointer', 'simulated', 'replayed', 'tapped'] as const;
/** Reactions that phones send to the stage. Frames refer to them by index. */
export const reactions = ['applause', 'heart', 'laughter', 'wonder', 'sparks'] as const;
/** The hand that holds the wand. */
export const hands = ['right', 'left'] as const;
/** Rotation of the phone against its page, counter-clockwise, in degrees, like `screen.orientation.angle`. */
export const turns = [0, 90, 180, 270] as const;
/** States of a phone's motion sensor. */
export const motionStates = ['alive', 'asleep', 'blocked', 'silent', 'zero', 'missing', 'insecure'] as const;
/** Network path by which a page reached the server. */
export const networkOrigins = ['this-machine', 'local-network', 'internet'] as const;
