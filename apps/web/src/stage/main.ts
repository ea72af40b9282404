import { createApp } from 'vue';
import '../shared/design/base.css';
import './stage.css';
import StageApp from './StageApp.vue';

createApp(StageApp).mount('#page');
