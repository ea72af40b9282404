/**
 * Every message, once: schema, type and event map come from one line. The shapes are in SPEC.md.
 * Servers import this file; pages import the types alone, so that no phone downloads a validator.
 */
export * from './account-schemas.js';
export * from './console-schemas.js';
export * from '../vocabulary/ids.js';
export * from '../vocabulary/enums.js';
export * from './wand-schemas.js';
