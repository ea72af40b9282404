import type { StageTexts } from '../../en/stage/index';
import { grammar } from '../grammar';

export const lobby: StageTexts['lobby'] = {
  open: 'Zauberstäbe raus!',
  openHow: 'Scannen, ins Buch eintragen, die Hand bewegen.',
  openWand: 'Dein Zauberstab ist das Handy in deiner Hand.',
  orGoTo: 'oder öffne',
  andEnter: 'und gib ein',
  qrCode: (text) => `QR-Code: ${text}`,
  locked: 'Die Tür ist zu',
  lockedIn: 'Wer drin ist, bleibt drin, auch nach dem Neuladen.',
  lockedOut: 'Alle anderen: Schaut den Händen der anderen zu.',
  wandsAwake: (count) => grammar.plural(count, { one: 'Zauberstab ist erwacht', other: 'Zauberstäbe sind erwacht' }),
  nobody: 'Noch steht niemand im Buch. Mach den Anfang.',
};
