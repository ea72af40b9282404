import type { SummaryTexts } from '../../en/summary/index';
import { LOCALE } from '../locale';
import { numbers, ordinal } from '../numbers';
import { spells } from '../spells';
import { localizedDates } from '../../../shared/format/localized-dates';
import { page } from './page';
import { recognition } from './recognition';
import { rounds } from './rounds';

export const summary: SummaryTexts = {
  dates: localizedDates(LOCALE, ', '),
  numbers,
  ordinal,
  page,
  recognition,
  rounds,
  spells,
};
