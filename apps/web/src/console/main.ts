import { createApp } from 'vue';
import '../shared/design/base.css';
import '../shared/design/progress.css';
import './shell/console.css';
import { startTheme } from '../shared/design/theme';
import { startLanguage } from '../shared/i18n/start-language';
import ConsoleApp from './ConsoleApp.vue';
import { consoleTexts } from './texts/console-texts';

startTheme({ name: 'console', fallback: 'day' });
void startLanguage(consoleTexts).then(() => createApp(ConsoleApp).mount('#page'));
