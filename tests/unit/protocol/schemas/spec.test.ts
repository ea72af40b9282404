import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { checksum, encodeBatch, packFrame, packSamples, unpackFrame, wordsToBytes } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { handshakes } from '@wandcast/protocol/messages';
import { typesInTables } from '../../../../libs/protocol/src/spec/message-table.js';
import { specParts } from '../../../../libs/protocol/src/spec/spec-parts.js';
import { typeNames } from '../../../../libs/protocol/src/spec/type-definitions.js';

const folder = path.resolve(import.meta.dirname, '../../../../libs/protocol');
const spec = readFileSync(path.join(folder, 'SPEC.md'), 'utf8');
const sources = readdirSync(path.join(folder, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(path.join(folder, 'src', name), 'utf8'));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const inSpec = (text: string): void => {
  expect(spec.replace(/\s+/g, ' ')).toContain(text);
};

test.each(Object.entries(specParts(sources)))(
  'the %s in SPEC.md match the definitions; update them with `npm run spec`',
  (_name, part) => {
    expect(spec).toContain(part);
  },
);

test('SPEC.md defines every type that its tables and types name', () => {
  const { types } = specParts(sources);
  const code = types.replaceAll(/\/\*\*[^]*?\*\/|\/\^.*\$\/|'[^']*'|"[^"]*"|^```.*$/gm, '');
  const defined = [...code.matchAll(/^(?:interface|type) (\w+)/gm)].map(([, name = '']) => name);
  expect(defined).toEqual([...defined].sort());
  expect([...typesInTables(), ...typeNames(code)].filter((name) => !defined.includes(name))).toEqual([]);
});

test('SPEC.md states the limits of message bodies', () => {
  expect(spec).toContain('| `casts:list` | `{ after: uuidv7 \\| null, limit: 1..500 }` |');
  expect(spec).toContain('| `spell:rename` | moderator | `{ bookId?: uuid, spellId: slug, name: string(1..24) }` |');
  expect(spec).toContain('startedAt: number(0..8.64e15), offsetMs?: number(-8.64e15..8.64e15) \\| null = null');
});

test('[B1] [B2] [C3] the example batch in SPEC.md has the stated bytes and checksum', () => {
  const samples = [
    { t: 0, linear: [0, 1, -1], gravity: [0, 1, 9.81 - 1] },
    { t: 16, linear: [0.5, 1, -1], gravity: [0, 0, 9.81] },
  ] as const;
  const packed = packSamples(samples, 3);
  const bytes = encodeBatch({ ...packed, stream: 258, sequence: 0 });
  for (const part of [bytes.subarray(0, 6), ...[0, 1].map((n) => bytes.subarray(6 + 14 * n, 20 + 14 * n))])
    inSpec((hex(part).match(/../g) ?? []).join(' '));
  inSpec(`\`${checksum(packed.words)}\``);
  expect(hex(wordsToBytes(packed.words))).toBe(hex(bytes.subarray(6)));
});

test('[H4] the example handshake in SPEC.md is accepted', () => {
  const example = /```json\n(\{[^`]*"protocol"[^`]*\})\n```/.exec(spec)?.[1] ?? '';
  expect(handshakes.wand.safeParse(JSON.parse(example)).success).toBe(true);
});

test('[S4] the example frame in SPEC.md unpacks to the stated values', () => {
  const modelId = '019ab1c2-0000-4000-8000-000000000001';
  const castId = '019ab1c2-0000-7000-8000-000000000002' as never;
  const result = { slot: 3, castId, intent: 'cast', modelId, spell: 'ember', percents: [88, 7, 5], seal: [0, 50, 99] };
  const frame = { tick: 41, live: [[7, 12, 0, 30, 99]], results: [result] } as never;
  const packed = packFrame(frame);
  inSpec(JSON.stringify(packed));
  expect(unpackFrame(packed)).toMatchObject({ tick: 41, results: [{ slot: 3, modelId, intent: 'cast' }] });
});
