import type { WandTexts } from '../../en/wand/index';
import { failures } from './failures';
import { code, inAppBrowser, sigils, sign } from './join';
import { leaving } from './leaving';
import { motion } from './motion';
import { page } from './page';
import { room } from './room/index';

export const wand: WandTexts = { code, failures, inAppBrowser, leaving, motion, page, room, sigils, sign };
