import { createApp } from 'vue';
import '../shared/design/base.css';
import './ui/shell.css';
import './ui/wand.css';
import { startTheme } from '../shared/design/theme';
import { startLanguage } from '../shared/i18n/start-language';
import { trackKeyboard } from './ui/keyboard-mode';
import WandApp from './WandApp.vue';
import { wandTexts } from './texts/wand-texts';

document.querySelector('#lost')?.remove(); // see loading/preload.ts
startTheme();
trackKeyboard();
void startLanguage(wandTexts).then(() => createApp(WandApp).mount('#page'));
