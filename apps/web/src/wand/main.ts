import { createApp } from 'vue';
import '../design/base.css';
import './shell.css';
import './wand.css';
import { startTheme } from '../design/theme';
import { firstWords } from '../words/first-words';
import { watchKeyboard } from './keyboard';
import WandApp from './WandApp.vue';
import { speak } from './words/words';

document.querySelector('#lost')?.remove(); // see early.ts
startTheme();
watchKeyboard();
void firstWords({ speak }).then(() => createApp(WandApp).mount('#page'));
