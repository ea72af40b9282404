import type { Translation } from '../../../shared/i18n/translation';
import type { ConsoleTexts } from '../../en/console/index';
import { checks } from '../checks/index';
import { checkResults } from '../checks/results';
import { book } from './book';
import { data } from './data';
import { evenings } from './evenings';
import { explore } from './explore';
import { failures } from './failures';
import * as format from '../format';
import { guide } from './preparation/guide';
import { keyboard } from './keyboard';
import { label } from './label';
import { models } from './models';
import { phones } from './preparation/phones';
import { rooms } from './rooms';
import { run } from './run';
import { shell } from './shell';
import { signIn } from './sign-in';
import { team } from './team';

/** Texts that are missing here fall back to English. */
export const console: Translation<ConsoleTexts> = {
  ...{ shell, signIn, keyboard, run, book, label, explore, models, data, evenings, rooms, team, phones, guide },
  ...{ format, checks, checkResults, failures },
};
