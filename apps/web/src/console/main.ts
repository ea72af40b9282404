import { createApp } from 'vue';
import '../design/base.css';
import '../design/progress.css';
import './console.css';
import ConsoleApp from './ConsoleApp.vue';

createApp(ConsoleApp).mount('#page');
