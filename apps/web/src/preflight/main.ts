import './load-time';
import { createApp } from 'vue';
import '../shared/design/base.css';
import '../shared/design/progress.css';
import './preflight.css';
import { startTheme } from '../shared/design/theme';
import { firstWords } from '../shared/i18n/initial-language';
import PreflightApp from './PreflightApp.vue';
import { speak } from './preflight-messages';

startTheme();
void firstWords({ speak }).then(() => createApp(PreflightApp).mount('#page'));
