export * from './failures.js';
export * from './limits.js';
export type * from './casts.js';
export type * from './messages.js';
export type * from './models.js';
export * from './nickname.js';
export * from './roles.js';
export * from './samples.js';
export * from './seal.js';
