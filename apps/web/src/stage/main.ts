import { createApp } from 'vue';
import '../design/base.css';
import './stage.css';
import StageApp from './StageApp.vue';

createApp(StageApp).mount('#page');
