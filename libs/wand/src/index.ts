export * from './kept-cast.js';
export * from './key.js';
export { Recording } from './recording.js';
export * from './wand.js';
