/** Schemas other than messages. Servers import this entry; pages import only the types, from the main entry. */
export * from './request-bodies.js';
export * from '../vocabulary/enums.js';
export * from './ids.js';
export * from './text.js';
export * from './objects.js';
