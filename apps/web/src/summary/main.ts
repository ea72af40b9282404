import { createApp } from 'vue';
import '../design/base.css';
import './summary.css';
import SummaryApp from './SummaryApp.vue';

createApp(SummaryApp).mount('#page');
