export * from './casts/pending-cast.js';
export * from './connection/participant-key.js';
export { RequestError, type RequestErrorReason } from './casts/request-error.js';
export { OwnCasts } from './casts/own-casts.js';
export { Recording } from './casts/recording.js';
export type * from './casts/tab-coordination.js';
export { transports, switchTransportOnTimeout } from './connection/transports.js';
export { Wand } from './wand.js';
export type * from './connection/wand-options.js';
