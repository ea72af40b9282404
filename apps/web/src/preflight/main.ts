import './load-time';
import { createApp } from 'vue';
import '../shared/design/base.css';
import '../shared/design/progress.css';
import './preflight.css';
import { startTheme } from '../shared/design/theme';
import { startLanguage } from '../shared/i18n/start-language';
import PreflightApp from './PreflightApp.vue';
import TrialWand from './TrialWand.vue';
import { trialIdOf } from './trial-link';
import { preflightTexts } from './preflight-texts';

startTheme();
const trialId = trialIdOf(location.search);
void startLanguage(preflightTexts).then(() =>
  (trialId === undefined ? createApp(PreflightApp) : createApp(TrialWand, { trialId })).mount('#page'),
);
