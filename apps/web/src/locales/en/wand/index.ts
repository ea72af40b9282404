import type { Translation } from '../../../shared/i18n/translation';
import { failures } from './failures';
import { code, inAppBrowser, sigils, sign } from './join';
import { leaving } from './leaving';
import { motion } from './motion';
import { page } from './page';
import type { RoomTexts } from './room/index';

/** Texts of the first screens, up to joining. The other English texts ship with the pages that show them: `room/`. */
export const wand = { code, failures, inAppBrowser, leaving, motion, page, sigils, sign };

export type WandTexts = typeof wand & { readonly room?: Translation<RoomTexts> };
