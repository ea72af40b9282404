import type { ActivityText } from './activity';
import { accessActivity } from './sign-in';
import { about } from '../../../shared/format/activity-facts';

/** Sentences about who gets in, and casts that go out of use and come back: trimmed, split, removed with their import. */
export const cutActivity: Readonly<Record<string, ActivityText>> = {
  ...accessActivity,
  'cast:trim': ({ wizard }) => about(wizard, (name) => `trimmed a cast of ${name}`, 'trimmed a cast'),
  'cast:split': ({ wizard }) => about(wizard, (name) => `split a cast of ${name} in two`, 'split a cast in two'),
  'cast:restore': ({ wizard }) =>
    about(wizard, (name) => `restored the whole cast of ${name}`, 'restored a trimmed or split cast'),
  'import:remove': ({ file }) => about(file, (name) => `removed the import of ${name}`, 'removed an import'),
  'import:restore': ({ file }) => about(file, (name) => `restored the import of ${name}`, 'restored an import'),
};
