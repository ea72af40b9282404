import { createApp } from 'vue';
import '../design/base.css';
import './summary.css';
import { startTheme } from '../design/theme';
import SummaryApp from './SummaryApp.vue';

startTheme();
createApp(SummaryApp).mount('#page');
