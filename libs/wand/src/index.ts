export * from './kept-cast.js';
export * from './key.js';
export { NotDone, type NotDoneReason } from './not-done.js';
export { OwnCasts } from './own-casts.js';
export { Recording } from './recording.js';
export type * from './siblings.js';
export { transports, turnTransports } from './transports.js';
export { Wand } from './wand.js';
export type * from './wand-state.js';
