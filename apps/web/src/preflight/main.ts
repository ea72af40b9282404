import './load-time';
import { createApp } from 'vue';
import '../shared/design/base.css';
import '../shared/design/progress.css';
import './preflight.css';
import { startTheme } from '../shared/design/theme';
import { startLanguage } from '../shared/i18n/start-language';
import PreflightApp from './PreflightApp.vue';
import { preflightTexts } from './preflight-texts';

startTheme();
void startLanguage(preflightTexts).then(() => createApp(PreflightApp).mount('#page'));
