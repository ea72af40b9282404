/**
 * Every failure by its stable code: a message for users, and whether the same request can succeed later without a
 * change by the user.
 */
export const failures = {
  'protocol-mismatch': {
    message: 'This page is from another version of Wandcast. Reload it.',
    mayRetry: false,
  },
  'invalid-message': { message: 'The server could not read this message.', mayRetry: false },
  'unknown-message': { message: 'The server does not know this message.', mayRetry: false },
  'room-unknown': { message: 'This room does not exist. Choose one from the list.', mayRetry: false },
  'wrong-node': { message: 'Another server has this room. Wait a moment.', mayRetry: true },
  'used-elsewhere': {
    message: 'Another room uses this, and your role does not count there. Ask an owner, or make a copy.',
    mayRetry: false,
  },
  'room-last': { message: 'This is the last room. Create another one first.', mayRetry: false },
  'organization-unknown': { message: 'This organization does not exist. Load the list again.', mayRetry: false },
  'organization-exists': { message: 'Another organization has this name. Choose another.', mayRetry: false },
  'event-unknown': { message: 'No event has this code. Check the code on the big screen.', mayRetry: false },
  'event-locked': { message: 'This event is locked: no one new can join.', mayRetry: true },
  'event-full': { message: 'This event is full. Ask the speaker to make space.', mayRetry: true },
  unauthorized: { message: 'This link or sign-in is no longer valid.', mayRetry: false },
  'event-over': { message: 'This event is over. The big screen shows the code of the next one.', mayRetry: false },
  'event-deleted': { message: 'This evening was deleted.', mayRetry: false },
  'event-live': { message: 'This evening is live. Begin the next one before you delete it.', mayRetry: false },
  'event-code-wrong': { message: 'This is not the code of the evening.', mayRetry: false },
  forbidden: { message: 'Your role does not allow this. Ask an owner.', mayRetry: false },
  'page-foreign': { message: 'This page is not from this server. Open the server’s own address.', mayRetry: false },
  'sign-in-wrong': { message: 'Wrong name or password.', mayRetry: false },
  'too-many-tries': { message: 'Too many attempts. Wait a minute, then try again.', mayRetry: true },
  'invitation-unknown': { message: 'This link was already used or has expired. Ask for a new one.', mayRetry: false },
  'member-exists': { message: 'This name is already taken. Choose another.', mayRetry: false },
  'name-blank': { message: 'Enter a name with at least one letter or digit.', mayRetry: false },
  'name-too-long': { message: 'The name is too long: at most 24 characters.', mayRetry: false },
  'password-short': { message: 'The password needs at least 10 characters.', mayRetry: false },
  'password-blank': { message: 'The password cannot consist of spaces only.', mayRetry: false },
  'password-is-name': { message: 'The password must not be your name.', mayRetry: false },
  'password-common': { message: 'This is one of the most common passwords. Choose another.', mayRetry: false },
  'member-unknown': { message: 'This person is no longer in the team.', mayRetry: false },
  'last-owner': { message: 'There must be at least one owner.', mayRetry: false },
  'cast-unknown': { message: 'The server does not know this cast.', mayRetry: true },
  'cast-busy': { message: 'Another cast is still being recorded on this wand.', mayRetry: true },
  'cast-too-short': { message: 'That was too short to be a spell.', mayRetry: false },
  'movement-ignored': { message: 'This movement was no spell.', mayRetry: false },
  'cast-too-long': { message: 'A cast can last at most 30 seconds.', mayRetry: false },
  'batch-malformed': { message: 'Part of the cast arrived damaged.', mayRetry: true },
  'batch-oversized': { message: 'Part of the cast was too large.', mayRetry: false },
  'batch-out-of-order': { message: 'Part of the cast is missing.', mayRetry: true },
  'time-backwards': { message: 'The times in the cast run backwards.', mayRetry: false },
  'samples-not-finite': { message: 'The cast contains a reading that is not a number.', mayRetry: false },
  'count-mismatch': { message: 'Some samples of the cast are missing.', mayRetry: true },
  'checksum-mismatch': { message: 'The cast arrived damaged.', mayRetry: true },
  'cast-conflict': { message: 'Another wand already used the id of this cast.', mayRetry: false },
  'cast-deleted': { message: 'This cast was deleted.', mayRetry: false },
  'cast-replaced': {
    message: 'This cast was already trimmed or split. Open its parts, or restore it first.',
    mayRetry: false,
  },
  'cast-not-replaced': { message: 'This cast is whole: it was restored already.', mayRetry: false },
  'part-too-short': { message: 'This part is too short for a spell. Keep at least 0.4 seconds.', mayRetry: false },
  'part-is-whole': { message: 'This part is the whole cast. Move a handle first.', mayRetry: false },
  'participant-forgotten': {
    message: 'Everything from this wand was deleted. Join again to start over.',
    mayRetry: false,
  },
  'spell-unknown': { message: 'This spell is not in the spellbook.', mayRetry: false },
  'spell-exists': { message: 'The spellbook already has a spell with this name.', mayRetry: false },
  'name-unusable': { message: 'The name needs at least one letter or digit (A–Z, 0–9).', mayRetry: false },
  'glyph-unreadable': { message: 'The glyph must be a single stroke that can be drawn in the air.', mayRetry: false },
  'book-unknown': { message: 'This spellbook does not exist or is archived.', mayRetry: false },
  'book-exists': { message: 'A spellbook with this name already exists.', mayRetry: false },
  'book-needed': {
    message: 'Evenings or casts refer to the spells of this spellbook, so it stays in the archive.',
    mayRetry: false,
  },
  'book-not-archived': { message: 'Archive this spellbook before you delete it.', mayRetry: false },
  'book-in-use': { message: 'This spellbook is in use. Choose another one first.', mayRetry: false },
  'training-busy': { message: 'A model is already being trained.', mayRetry: true },
  'training-failed': {
    message: 'The training failed. Start it again; if it fails again, check the server log.',
    mayRetry: true,
  },
  'training-unknown': { message: 'This training has already ended.', mayRetry: false },
  'model-unknown': { message: 'This model does not exist.', mayRetry: false },
  'model-unreadable': {
    message: 'This file is not a model for this version of Wandcast. Train models of earlier versions again.',
    mayRetry: false,
  },
  'trial-over': { message: 'This trial is over. Scan the code on the Models screen again.', mayRetry: false },
  'trial-taken': {
    message: 'Another member opened this trial. Reload the page to open one of your own.',
    mayRetry: false,
  },
  'model-spells-differ': {
    message: 'The spells of this model differ from the spellbook. Activate it on the Models screen, which lists them.',
    mayRetry: false,
  },
  'model-tries-limited': { message: 'Too many attempts at once. Wait ten seconds, then draw again.', mayRetry: true },
  'model-try-failed': { message: 'The model did not answer in time. Draw again.', mayRetry: true },
  'training-needs-data': {
    message: 'Not enough data: at least two spells need a glyph or three taught casts each.',
    mayRetry: false,
  },
  'evening-unreadable': {
    message: 'This is not a complete file of an evening. Export the evening again.',
    mayRetry: false,
  },
  'evening-exists': {
    message: 'This evening is here already. If it was deleted, restore it, or import it once it is gone.',
    mayRetry: false,
  },
  'evening-too-large': {
    message: 'This file is too large for an evening. Import the compressed file (.gz) as it was exported.',
    mayRetry: false,
  },
  'evening-stalled': {
    message: 'The upload made no progress for a minute. Check the connection, then import the file again.',
    mayRetry: true,
  },
  'downloads-busy': {
    message: 'You have too many downloads at the same time. Wait until one is done, then try again.',
    mayRetry: true,
  },
  'evening-busy': {
    message: 'Several evenings are being exported or imported. Wait until one is done, then try again.',
    mayRetry: true,
  },
  'file-unreadable': { message: 'This file could not be read. It must contain recorded casts.', mayRetry: false },
  'import-unknown': { message: 'This import no longer exists.', mayRetry: false },
  'import-deleted': {
    message: 'This import was deleted for good. Import the file again.',
    mayRetry: false,
  },
  'import-busy': {
    message: 'Another import is in progress. Store or cancel it first.',
    mayRetry: true,
  },
  'import-too-large': {
    message: 'This file is too large. Split it and import the parts one by one.',
    mayRetry: false,
  },
  'import-piece-refused': { message: 'Part of the file could not be uploaded.', mayRetry: false },
  'import-not-ready': { message: 'This file cannot be stored now.', mayRetry: false },
  'import-has-bad-lines': {
    message: 'Some lines of this file are not valid casts. Fix them, or import the rest without them.',
    mayRetry: false,
  },
  'import-failed': {
    message: 'The import failed. Stored casts are kept. If you resume it, no cast is stored twice.',
    mayRetry: true,
  },
  'dataset-exists': { message: 'A dataset with this name already exists. Choose another name.', mayRetry: false },
  'dataset-unknown': { message: 'This dataset does not exist.', mayRetry: false },
  'dataset-empty': { message: 'No cast matches this selection.', mayRetry: false },
  'dataset-needs-data': {
    message: 'This dataset is too small for training: at least two spells need a glyph or three casts each.',
    mayRetry: false,
  },
  'test-lacks-spells': {
    message: 'The test dataset lacks a spell that the model learns. Choose a dataset with casts of every spell.',
    mayRetry: false,
  },
  'test-leaves-too-few': {
    message: 'Without the test dataset too few casts are left to learn from. Teach more, or choose a smaller dataset.',
    mayRetry: false,
  },
  'participant-unknown': { message: 'This wizard is no longer in the event.', mayRetry: false },
  'participant-removed': {
    message: 'You were asked to leave for a while. Try again in a few minutes.',
    mayRetry: true,
  },
  'participant-banned': { message: 'You were asked to leave this event.', mayRetry: false },
  'round-unknown': { message: 'This round does not exist.', mayRetry: false },
  'round-running': { message: 'A round is running. End or cancel it first.', mayRetry: true },
  'round-over': { message: 'This round is already over.', mayRetry: false },
  'duel-needs-two': { message: 'A duel needs two people who are connected.', mayRetry: true },
  'nothing-to-reveal': {
    message: 'Nothing on the stage can be revealed again. Show the result of a round or the podium first.',
    mayRetry: true,
  },
  'step-unknown': { message: 'This step is no longer in the run of show.', mayRetry: false },
  'steps-full': { message: 'The run of show cannot hold more steps.', mayRetry: false },
  'rehearsal-running': { message: 'A rehearsal is already running.', mayRetry: false },
  'changed-meanwhile': {
    message: 'Someone else changed this at the same time. Reload to see it as it is now.',
    mayRetry: false,
  },
  'database-busy': { message: 'The database does not answer right now. Try again in a moment.', mayRetry: true },
  overloaded: { message: 'The server is busy. Your cast is safe on the phone.', mayRetry: true },
  unreachable: { message: 'The server could not be reached.', mayRetry: true },
  internal: { message: 'Something went wrong on the server. Your cast is safe on the phone.', mayRetry: true },
} as const satisfies Record<string, { message: string; mayRetry: boolean }>;

/** A code of the table of failures. */
export type FailureCode = keyof typeof failures;

/** A failure on the wire: in an acknowledgement, in `cast:refused`, or as the `data` of a `connect_error`. */
export interface Failure {
  readonly code: FailureCode;
  /** English text for users. */
  readonly message: string;
  readonly mayRetry: boolean;
  /** For developers, such as the field and its value. Never secrets. The names of the spells of a `test-…` failure. */
  readonly detail?: string;
}

/** The limit is there in V8 only. */
const traces = Error as { stackTraceLimit?: number };

/**
 * Thrown by services; gateways and controllers turn it into a {@link Failure}. Only `internal` ones tell where they
 * were thrown: a stack takes most of the time of a refusal, and a flood is refused thousands of times a second.
 */
export class FailureError extends Error {
  readonly code: FailureCode;
  readonly detail?: string;

  constructor(code: FailureCode, detail?: string) {
    const { stackTraceLimit } = traces;
    if (stackTraceLimit !== undefined && code !== 'internal') traces.stackTraceLimit = 0;
    super(detail === undefined ? code : `${code}: ${detail}`);
    if (stackTraceLimit !== undefined) traces.stackTraceLimit = stackTraceLimit;
    this.name = 'FailureError';
    this.code = code;
    if (detail !== undefined) this.detail = detail;
  }

  toFailure(): Failure {
    return toFailure(this.code, this.detail);
  }
}

/** The failure `code` as a wire value. */
export function toFailure(code: FailureCode, detail?: string): Failure {
  return { code, ...failures[code], ...(detail === undefined ? {} : { detail }) };
}

/** Whether a received value is a failure with a code this version knows. */
export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value && (value.code as string) in failures;
}
