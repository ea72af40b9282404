/** Schemas besides the messages. Servers import this entry; pages import only its types from the main entry. */
export * from './request-bodies.js';
export * from '../vocabulary/enums.js';
export * from '../vocabulary/ids.js';
export * from './objects.js';
