import type { ActivityText } from '../../en/console/activity';
import { accessActivity } from './sign-in';
import { about } from '../../../shared/format/activity-facts';

export const cutActivity: Readonly<Record<string, ActivityText>> = {
  ...accessActivity,
  'cast:trim': ({ wizard }) =>
    about(wizard, (name) => `hat einen Schwung von ${name} gekürzt`, 'hat einen Schwung gekürzt'),
  'cast:split': ({ wizard }) =>
    about(wizard, (name) => `hat einen Schwung von ${name} geteilt`, 'hat einen Schwung geteilt'),
  'cast:restore': ({ wizard }) =>
    about(
      wizard,
      (name) => `hat einen ganzen Schwung von ${name} wiederhergestellt`,
      'hat einen gekürzten oder geteilten Schwung wiederhergestellt',
    ),
  'import:remove': ({ file }) =>
    about(file, (name) => `hat den Import von ${name} entfernt`, 'hat einen Import entfernt'),
  'import:restore': ({ file }) =>
    about(file, (name) => `hat den Import von ${name} wiederhergestellt`, 'hat einen Import wiederhergestellt'),
};
