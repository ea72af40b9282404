import { createApp } from 'vue';
import '../shared/design/base.css';
import '../shared/design/progress.css';
import './console.css';
import ConsoleApp from './ConsoleApp.vue';

createApp(ConsoleApp).mount('#page');
