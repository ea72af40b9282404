import { createApp } from 'vue';
import '../shared/design/base.css';
import './ui/shell.css';
import './ui/wand.css';
import { startTheme } from '../shared/design/theme';
import { firstWords } from '../shared/i18n/initial-language';
import { watchKeyboard } from './ui/keyboard-mode';
import WandApp from './WandApp.vue';
import { speak } from './messages/wand-messages';

document.querySelector('#lost')?.remove(); // see early.ts
startTheme();
watchKeyboard();
void firstWords({ speak }).then(() => createApp(WandApp).mount('#page'));
