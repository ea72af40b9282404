import type { Words } from '../../../wand/messages/wand-messages';
import { code } from './code';
import { failures } from './failures';
import { inside } from './room/index';
import { leaving } from './leaving';
import { marks } from './marks';
import { motion } from './motion';
import { outside } from './outside';
import { page } from './page';
import { sign } from './sign';

export const de: Required<Words> = {
  code,
  failures,
  inside,
  leaving,
  marks,
  motion,
  outside,
  page,
  sign,
};
