import type { ActivityText } from './activity';
import { about } from '../../../shared/format/activity-facts';

/** Sentences about trimmed, split and restored casts. */
export const cutActivity: Readonly<Record<string, ActivityText>> = {
  'cast:trim': ({ wizard }) => about(wizard, (name) => `trimmed a cast of ${name}`, 'trimmed a cast'),
  'cast:split': ({ wizard }) => about(wizard, (name) => `split a cast of ${name} in two`, 'split a cast in two'),
  'cast:restore': ({ wizard }) =>
    about(wizard, (name) => `restored the whole cast of ${name}`, 'restored a trimmed or split cast'),
};
