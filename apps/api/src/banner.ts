import { renderUnicodeCompact } from 'uqr';
import type { RunningServer } from './server.js';

/** The terminal's first screen: the code to scan, the three addresses, and whether phones will be able to cast. */
export function banner({ links, setUpLink }: Pick<RunningServer, 'links' | 'setUpLink'>): string {
  const { join, stage, console } = links;
  const qr = renderUnicodeCompact(join, { border: 1 })
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return `
${qr}

  Wandcast is awake.

  Wand     ${join}
  Stage    ${stage}
  Console  ${console}
${setUpLink === undefined ? '' : `  Owner    ${setUpLink}\n           makes you the owner of this Wandcast; works once\n`}
  ${motionNote(new URL(join))}
  Ctrl-C stops everything.
`;
}

/** Browsers hand out motion on secure pages alone: say so before 300 people find out. */
function motionNote({ protocol, hostname }: URL): string {
  if (protocol === 'https:') return 'The address is secure: phones can share their motion.';
  if (hostname === 'localhost' || hostname === '127.0.0.1') return 'This address works on this machine only.';
  return 'Phones share motion on https pages only: on this plain one they can draw with a finger. See README, "Phones need https".';
}
