import { createApp } from 'vue';
import '../shared/design/base.css';
import './stage.css';
import { startLanguage } from '../shared/i18n/start-language';
import StageApp from './StageApp.vue';
import { stageTexts } from './texts/stage-texts';

void startLanguage(stageTexts).then(() => createApp(StageApp).mount('#page'));
