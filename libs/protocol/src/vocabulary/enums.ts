/** Words that cross the wire, each list in the order in which people meet it. */

export const sigils = ['moon', 'star', 'key', 'feather', 'candle', 'moth', 'acorn', 'comet'] as const;
export const metals = ['silver', 'brass', 'copper', 'verdigris', 'iron'] as const;
export const spellHues = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil'] as const;
/** What someone at the console may do, least first; see roles.ts. */
export const roles = ['viewer', 'moderator', 'owner'] as const;
/** Why a cast is in the queue, in the order of the queue's own interest. */
export const queueSlices = ['quarantine', 'contradiction', 'uncertain', 'second', 'random'] as const;
/** What the stage may show. */
export const stageViews = [
  'lobby',
  'teach',
  'live',
  'round',
  'leaders',
  'groves',
  'training',
  'podium',
  'note',
] as const;
/** Steps of the run of show: a stage view, or for `note` words alone. Entering `train` trains, entering `round` begins one. */
export const stepKinds = ['lobby', 'teach', 'train', 'cast', 'round', 'leaders', 'groves', 'podium', 'note'] as const;
/** `order`: cast this now. `free`: each spell once. `duel`: two people. `fastest`: time alone. `imitate`: likeness alone. */
export const roundKinds = ['order', 'free', 'duel', 'fastest', 'imitate'] as const;
/** Everyone is of one of four groves, which the pages call groves. */
export const groves = ['ash', 'birch', 'rowan', 'yew'] as const;
/** Kinds of model that can be asked for; `auto` keeps the candidate that does best on people it has not met. */
export const modelKinds = ['auto', 'blend', 'rocket', 'cnn', 'cnn2018'] as const;
/** How a wand records. */
export const wandSources = ['motion', 'pointer', 'simulated'] as const;
/** The hand that holds the wand. */
export const hands = ['right', 'left'] as const;
/** How far a phone is turned counter-clockwise against its page, degrees, as `screen.orientation.angle` has it. */
export const turns = [0, 90, 180, 270] as const;
/** What became of a phone's motion: the states of its screens. */
export const motionStates = ['alive', 'asleep', 'blocked', 'silent', 'zero', 'missing', 'insecure'] as const;
/** How a page reached the server. */
export const ways = ['this-machine', 'local-network', 'internet'] as const;
