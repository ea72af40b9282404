import { renderUnicodeCompact } from 'uqr';
import type { RunningServer } from './server.js';

/** Text printed after the start: the QR code to join, the links, and whether phones can use their motion sensors. */
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
${setUpLink === undefined ? '' : `  Owner    ${setUpLink}\n           makes you the owner of this Wandcast; works once\n`}${joinInfo.trustUrl === null ? '' : `  Trust    ${joinInfo.trustUrl}\n           open this on your own phone first and compare the fingerprint:\n${inLines(fingerprint ?? '')}\n`}
  ${joinInfo.explanation}
  Ctrl-C stops everything.
`;
}

/** Splits a fingerprint into two lines of 16 bytes. */
function inLines(fingerprint: string): string {
  const bytes = fingerprint.split(':');
  return [bytes.slice(0, 16), bytes.slice(16)].map((half) => `           ${half.join(':')}`).join('\n');
}
