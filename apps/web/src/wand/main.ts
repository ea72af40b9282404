import { createApp } from 'vue';
import '../design/base.css';
import './wand.css';
import WandApp from './WandApp.vue';

createApp(WandApp).mount('#page');
