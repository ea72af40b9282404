import { code } from './code';
import { failures } from './failures';
import { leaving } from './leaving';
import { marks } from './marks';
import { motion } from './motion';
import { outside } from './outside';
import { page } from './page';
import { sign } from './sign';

/** Texts of the wand's page up to the door, and of what stands over every page; the others are in `inside.ts`. */
export const en = {
  code,
  failures,
  leaving,
  marks,
  motion,
  outside,
  page,
  sign,
};
