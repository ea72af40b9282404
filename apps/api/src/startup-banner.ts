import { renderUnicodeCompact } from 'uqr';
import type { RunningServer } from './server.js';

/** The terminal's first screen: the code to scan, the addresses, and whether phones will be able to cast. */
export function banner({
  links,
  setUpLink,
  fingerprint,
}: Pick<RunningServer, 'links' | 'setUpLink' | 'fingerprint'>): string {
  const { join, stage, console, joinInfo } = links;
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
${setUpLink === undefined ? '' : `  Owner    ${setUpLink}\n           makes you the owner of this Wandcast; works once\n`}${joinInfo.trustUrl === null ? '' : `  Trust    ${joinInfo.trustUrl}\n           for your own phone, first; compare there:\n${inLines(fingerprint ?? '')}\n`}
  ${joinInfo.words}
  Ctrl-C stops everything.
`;
}

/** Half a fingerprint a line, as a phone's narrow page breaks it too. */
function inLines(fingerprint: string): string {
  const bytes = fingerprint.split(':');
  return [bytes.slice(0, 16), bytes.slice(16)].map((half) => `           ${half.join(':')}`).join('\n');
}
