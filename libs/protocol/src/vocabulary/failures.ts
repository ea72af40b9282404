/**
 * Everything that can be refused, once: a stable code, a sentence for people, and whether the same
 * request can succeed later without the person changing anything.
 */
export const failures = {
  'protocol-mismatch': {
    message: 'This page is from another version of Wandcast. Reload it to get the current one.',
    mayRetry: false,
  },
  'invalid-message': { message: 'The server could not read that message.', mayRetry: false },
  'unknown-message': { message: 'The server does not know that message.', mayRetry: false },
  'event-unknown': { message: 'No room has that code. Check the letters on the big screen.', mayRetry: false },
  'event-locked': { message: 'The door is closed: no new wands for now.', mayRetry: true },
  'event-full': { message: 'The room is full. Ask the speaker to make space.', mayRetry: true },
  unauthorized: { message: 'That link or sign-in is not valid here any more.', mayRetry: false },
  'event-over': { message: 'This evening is over. The big screen shows the code of the next one.', mayRetry: false },
  forbidden: { message: 'Your role does not allow that. Ask an owner of this Wandcast.', mayRetry: false },
  'sign-in-wrong': { message: 'That name and password do not belong together.', mayRetry: false },
  'too-many-tries': { message: 'Too many tries. Wait a minute, then try again.', mayRetry: true },
  'invitation-unknown': { message: 'That link was used already, or is too old. Ask for a new one.', mayRetry: false },
  'member-exists': { message: 'Someone here has that name already. Choose another.', mayRetry: false },
  'member-unknown': { message: 'They are no longer in the team.', mayRetry: false },
  'last-owner': { message: 'Somebody must remain who owns this Wandcast.', mayRetry: false },
  'cast-unknown': { message: 'The server does not have that cast open.', mayRetry: true },
  'cast-busy': { message: 'Another cast is still being recorded on this wand.', mayRetry: true },
  'cast-too-short': { message: 'That was too short to be a spell.', mayRetry: false },
  'cast-too-long': { message: 'A cast can last 30 seconds at most.', mayRetry: false },
  'batch-malformed': { message: 'A piece of the cast arrived damaged.', mayRetry: true },
  'batch-oversized': { message: 'A piece of the cast was too large.', mayRetry: false },
  'batch-out-of-order': { message: 'A piece of the cast is missing.', mayRetry: true },
  'time-backwards': { message: 'The times in the cast run backwards.', mayRetry: false },
  'samples-not-finite': { message: 'The cast holds a reading that is not a number.', mayRetry: false },
  'count-mismatch': { message: 'Some of the cast is missing.', mayRetry: true },
  'checksum-mismatch': { message: 'The cast arrived damaged.', mayRetry: true },
  'cast-conflict': { message: 'Another wand already used the name of this cast.', mayRetry: false },
  'cast-deleted': { message: 'That cast was taken back.', mayRetry: false },
  'participant-forgotten': {
    message: 'Everything this wand gave was taken back. Sign the book again to come in as someone new.',
    mayRetry: false,
  },
  'spell-unknown': { message: 'That spell is not in this room’s book.', mayRetry: false },
  'spell-exists': { message: 'A spell of that name is already in the book.', mayRetry: false },
  'name-unusable': { message: 'A name needs a letter or a digit from A to Z, 0 to 9.', mayRetry: false },
  'glyph-unreadable': { message: 'That is not one stroke that a hand can draw in the air.', mayRetry: false },
  'book-unknown': { message: 'There is no such spellbook, or it was put away.', mayRetry: false },
  'book-exists': { message: 'There is a spellbook of that name already.', mayRetry: false },
  'book-in-use': { message: 'The room uses that spellbook. Choose another one first.', mayRetry: false },
  'training-busy': { message: 'A model is already being trained.', mayRetry: true },
  'training-failed': {
    message: 'The training broke off. Start it again; if that happens twice, the server’s log says why.',
    mayRetry: true,
  },
  'training-unknown': { message: 'That training has ended already.', mayRetry: false },
  'model-unknown': { message: 'There is no such model.', mayRetry: false },
  'model-unreadable': { message: 'That file is not a model of this version of Wandcast.', mayRetry: false },
  'training-needs-data': {
    message: 'Nothing to learn from yet: two spells need a glyph or three taught casts each.',
    mayRetry: false,
  },
  'file-unreadable': { message: 'That file could not be read as recorded casts.', mayRetry: false },
  'import-unknown': { message: 'There is no such import any more.', mayRetry: false },
  'import-busy': {
    message: 'Another file is being brought in. Store or cancel that one first.',
    mayRetry: true,
  },
  'import-too-large': {
    message: 'That file is too large. Split it, and bring the parts in one by one.',
    mayRetry: false,
  },
  'import-piece-refused': { message: 'A piece of the file does not fit.', mayRetry: false },
  'import-not-ready': { message: 'That file cannot be stored now.', mayRetry: false },
  'import-has-bad-lines': {
    message: 'Some lines of that file are no casts. Mend them, or say that the rest is to be stored.',
    mayRetry: false,
  },
  'import-failed': {
    message: 'The import broke off. What was stored stays; go on, and nothing is stored twice.',
    mayRetry: true,
  },
  'dataset-unknown': { message: 'There is no such dataset.', mayRetry: false },
  'dataset-empty': { message: 'No cast fits that selection, so there is nothing to save.', mayRetry: false },
  'dataset-needs-data': {
    message: 'That dataset is not enough to learn from: two of its spells need a glyph or three casts each.',
    mayRetry: false,
  },
  'participant-unknown': { message: 'They are not in this room’s book any more.', mayRetry: false },
  'participant-removed': {
    message: 'You were asked to leave the room for a while. Try again in a few minutes.',
    mayRetry: true,
  },
  'participant-banned': { message: 'You were asked to leave this room.', mayRetry: false },
  'round-unknown': { message: 'There is no such round.', mayRetry: false },
  'round-running': { message: 'A round is being played. End or cancel it first.', mayRetry: true },
  'round-over': { message: 'That round is over already.', mayRetry: false },
  'duel-needs-two': { message: 'A duel needs two people who are here.', mayRetry: true },
  'step-unknown': { message: 'That step is not in the plan any more.', mayRetry: false },
  'steps-full': { message: 'That plan has as many steps as it can hold.', mayRetry: false },
  'rehearsal-running': { message: 'Simulated wizards are in the room already.', mayRetry: false },
  overloaded: { message: 'The server is busy. Your cast is safe on the phone.', mayRetry: true },
  unreachable: { message: 'The server could not be reached.', mayRetry: true },
  internal: { message: 'Something broke on the server. Your cast is safe on the phone.', mayRetry: true },
} as const satisfies Record<string, { message: string; mayRetry: boolean }>;

export type FailureCode = keyof typeof failures;

/** A refusal as it crosses the wire: in an ack, in `cast:refused`, or as the data of a `connect_error`. */
export interface Failure {
  readonly code: FailureCode;
  /** For people. */
  readonly message: string;
  readonly mayRetry: boolean;
  /** For developers: which field, which number. Never secrets. */
  readonly detail?: string;
}

/** Thrown inside, turned into a {@link Failure} at the edge. */
export class FailureError extends Error {
  constructor(
    readonly code: FailureCode,
    readonly detail?: string,
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'FailureError';
  }

  toFailure(): Failure {
    return toFailure(this.code, this.detail);
  }
}

/** The catalog's entry for `code` as a wire value. */
export function toFailure(code: FailureCode, detail?: string): Failure {
  return { code, ...failures[code], ...(detail === undefined ? {} : { detail }) };
}

/** Whether a value received from a server is a failure this version knows. */
export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value && (value.code as string) in failures;
}
