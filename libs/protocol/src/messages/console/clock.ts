import { defineMessage } from '../../definition/define-message.js';
import * as clock from '../common/clock.js';

export const clockRead = defineMessage({ ...clock.clockRead, role: 'viewer' });
