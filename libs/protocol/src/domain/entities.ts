import type { z } from 'zod';
import type * as schemas from '../schemas/index.js';
import type { Failure } from '../vocabulary/failures.js';

export type CastId = z.output<typeof schemas.castId>;
export type ParticipantId = z.output<typeof schemas.participantId>;
export type SpellId = z.output<typeof schemas.spellId>;
export type EventCode = z.output<typeof schemas.eventCode>;
export type Sigil = (typeof schemas.sigils)[number];
export type Metal = (typeof schemas.metals)[number];
export type SpellHue = (typeof schemas.spellHues)[number];
export type SpellDirection = (typeof schemas.spellDirections)[number];
export type QueueSlice = (typeof schemas.queueSlices)[number];
export type Role = (typeof schemas.roles)[number];
export type RoomRole = (typeof schemas.roomRoles)[number];
export type StageView = (typeof schemas.stageViews)[number];
/** A view of the stage whose reveal can be shown again. */
export type ReplayedView = 'round' | 'podium';
export type StepKind = (typeof schemas.stepKinds)[number];
export type RoundKind = (typeof schemas.roundKinds)[number];
export type Hand = (typeof schemas.hands)[number];
export type Turn = (typeof schemas.turns)[number];
export type MotionState = (typeof schemas.motionStates)[number];
export type Reaction = (typeof schemas.reactions)[number];
export type Grove = (typeof schemas.groves)[number];
export type ModelKind = (typeof schemas.modelKinds)[number];
export type Spotlight = z.output<typeof schemas.spotlight>;
export type Selection = z.output<typeof schemas.selection>;
export type Profile = z.output<typeof schemas.profile>;
/** How a phone was held. */
export type Orientation = z.output<typeof schemas.orientation>;
export type Intent = z.output<typeof schemas.castHead.intent>;
export type CastSource = z.output<typeof schemas.castHead.source>;
/** Source of a stored cast: that of the wand, or `file` if it was imported from a file without a source. */
export type StoredSource = CastSource | 'file';

/** The answer to a request: a value or a failure. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export interface Spell {
  readonly id: SpellId;
  readonly name: string;
  readonly hue: SpellHue;
  /** SVG path in a 100 x 100 box, y down, in stroke order; null until drawn. */
  readonly glyph: string | null;
  /** One line that describes the movement. */
  readonly hint: string;
  /** Whether the glyph may be drawn backwards; `either` if missing. */
  readonly direction?: SpellDirection;
  /** A second way to draw it, like `glyph`; missing if there is none. */
  readonly secondGlyph?: string;
}

export interface Participant extends Profile {
  readonly id: ParticipantId;
  readonly grove: Grove;
}

export interface EventInfo {
  readonly code: EventCode;
  readonly title: string;
  readonly locked: boolean;
  readonly view: StageView;
  /** The spell that participants are asked to teach now. */
  readonly teaching: SpellId | null;
  /** The stage is dark, whatever its view. */
  readonly blank: boolean;
  /** Text shown on stage and phones. */
  readonly announcement: string | null;
  /** Which cast the stage features. */
  readonly spotlight: Spotlight;
  /** The stage reduces motion. */
  readonly calm: boolean;
  readonly sound: boolean;
  /** Whether phones may send reactions. */
  readonly reactions: boolean;
}

/** The event that followed one that is over. */
export type NextEvent = Pick<EventInfo, 'code' | 'title'>;

/** Acknowledgement callback of a message. */
export type Ack<T> = (answer: Answer<T>) => void;
