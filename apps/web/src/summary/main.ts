import { createApp } from 'vue';
import '../shared/design/base.css';
import './summary.css';
import { startTheme } from '../shared/design/theme';
import SummaryApp from './SummaryApp.vue';

startTheme();
createApp(SummaryApp).mount('#page');
