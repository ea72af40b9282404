import { createApp } from 'vue';
import '../shared/design/base.css';
import './stage.css';
import { startLanguage } from '../shared/i18n/start-language';
import { pageStorage } from '../shared/storage/local-storage';
import StageApp from './StageApp.vue';
import { stageTexts } from './texts/stage-texts';

/** The stage may have another language than a console on the same machine, so it reads the device's choice only. */
const storage = { ...pageStorage(), setItem: () => undefined };

void startLanguage(stageTexts, storage).then(() => createApp(StageApp).mount('#page'));
