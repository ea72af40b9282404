import { createApp } from 'vue';
import '../shared/design/base.css';
import './summary.css';
import { startTheme } from '../shared/design/theme';
import { startLanguage } from '../shared/i18n/start-language';
import SummaryApp from './SummaryApp.vue';
import { summaryTexts } from './texts/summary-texts';

startTheme();
void startLanguage(summaryTexts).then(() => createApp(SummaryApp).mount('#page'));
