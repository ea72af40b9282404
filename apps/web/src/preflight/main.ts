import './load-time';
import { createApp } from 'vue';
import '../design/base.css';
import '../design/progress.css';
import './preflight.css';
import { startTheme } from '../design/theme';
import { firstWords } from '../words/first-words';
import PreflightApp from './PreflightApp.vue';
import { speak } from './words/words';

startTheme();
void firstWords({ speak }).then(() => createApp(PreflightApp).mount('#page'));
