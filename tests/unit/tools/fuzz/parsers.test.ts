import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import {
  CastFileError,
  GlyphError,
  castLine,
  importGlyph,
  parseCastLine,
  parseGlyph,
  seeded,
  simulateRoom,
  starterSpellbook,
  tidyCsvLines,
  TIDY_HEADER,
} from '@wandcast/gesture';
import { FailureError, decodeBatch } from '@wandcast/protocol';
import { httpRoutes } from '@wandcast/protocol/routes';
import { loadStarter } from '@wandcast/recognition';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvFields } from '../../../../apps/api/src/curation/import/parsing/csv-fields.js';
import { readCastFile } from '../../../../apps/api/src/curation/import/parsing/read-cast-file.js';
import {
  eveningEnd,
  eveningHeader,
  eveningLine,
  eveningTables,
} from '../../../../apps/api/src/lifecycle/evening-files/evening-tables.js';
import { packModelFile, unpackModelFile } from '../../../../apps/api/src/models/model-file.js';
import { cookieIn } from '../../../../apps/api/src/platform/http/cookies.js';
import { clientAddress } from '../../../../apps/api/src/platform/network/client-address.js';
import type { OwnAddress } from '../../../../apps/api/src/platform/network/page-origin.js';
import { diceOf } from '../../../../apps/tools/src/fuzz/generate/dice.js';
import { exampleOf } from '../../../../apps/tools/src/fuzz/generate/example.js';
import { circleMovement } from '../../../../apps/tools/src/fuzz/generate/movement.js';
import { mutate } from '../../../../apps/tools/src/fuzz/generate/mutate.js';
import { namespaces } from '../../../../apps/tools/src/fuzz/oracle/permissions.js';

/* Whatever arrives, a parser returns or fails by name: any other error would be `internal` to the person who sent it. */

/** Runs `parse` and lets only errors of these classes pass. */
function failsByName(parse: () => unknown, ...classes: readonly (new (...args: never[]) => Error)[]): void {
  try {
    parse();
  } catch (error) {
    if (!classes.some((one) => error instanceof one)) throw error;
  }
}

const seed = fc.nat(1_000_000);
/** Anything that JSON can say, with `__proto__` among the keys. */
const json = fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as unknown);
const nothing = { known: () => undefined };

/** Cuts, repeats, and changes bytes of a whole file. */
const damaged = (whole: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.nat(whole.length), fc.nat(whole.length), fc.uint8Array({ maxLength: 12 }), fc.boolean())
    .map(([from, until, bytes, keepsRest]) =>
      Buffer.concat([whole.subarray(0, from), bytes, keepsRest ? whole.subarray(from) : whole.subarray(until)]),
    );

describe('the schema', () => {
  const declared = Object.values(namespaces).flatMap(({ messages, handshake }) => [
    ...messages.values(),
    { name: 'handshake', schema: handshake },
  ]);
  const bodies = httpRoutes.flatMap(([name, , body]) =>
    body === null || typeof body === 'string' ? [] : [{ name, schema: body }],
  );

  test.each([...declared, ...bodies])('of $name accepts or refuses, whatever it gets', ({ schema }) => {
    const isParsed = (value: unknown): void => {
      expect(typeof schema.safeParse(value).success).toBe('boolean');
    };
    fc.assert(fc.property(fc.oneof(json, fc.anything({ withNullPrototype: true })), isParsed), { numRuns: 60 });
    fc.assert(
      fc.property(seed, (index) => {
        const dice = diceOf(1, index);
        isParsed(mutate(exampleOf(schema, dice, nothing), dice));
      }),
      { numRuns: 60 },
    );
  });

  test.each(eveningTables.map(({ name, row }) => ({ name, schema: row })))('of rows of $name, too', ({ schema }) => {
    fc.assert(
      fc.property(json, (value) => {
        for (const one of [schema, eveningHeader, eveningLine, eveningEnd])
          expect(typeof one.safeParse(value).success).toBe('boolean');
      }),
      { numRuns: 100 },
    );
  });
});

test('a batch is decoded, or refused by name', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      failsByName(() => decodeBatch(bytes), FailureError);
    }),
    { numRuns: 3_000 },
  );
  fc.assert(
    fc.property(seed, (index) => {
      const dice = diceOf(2, index);
      const changed = mutate(circleMovement(dice).batches(0)[0], dice);
      if (changed instanceof Uint8Array) failsByName(() => decodeBatch(changed), FailureError);
    }),
    { numRuns: 3_000 },
  );
});

const glyphs = Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? '']));
const casts = simulateRoom(glyphs, { people: 1, castsPerSpell: 1 }, seeded(3)).map((cast, i) => ({
  id: `c${i}`,
  ...cast,
}));

describe('a file of casts', () => {
  test('has lines that are casts or named errors', () => {
    const fields = JSON.parse(castLine(casts[0] ?? none())) as object;
    fc.assert(
      fc.property(seed, json, fc.boolean(), (index, value, isOwn) => {
        const line = JSON.stringify(isOwn ? mutate(fields, diceOf(3, index)) : value) as string | undefined;
        failsByName(() => parseCastLine(line ?? '', 1), CastFileError);
      }),
      { numRuns: 1_000 },
    );
  });

  const ndjson = Buffer.from(casts.map((cast) => castLine(cast)).join('\n'));
  const csv = Buffer.from([TIDY_HEADER, ...casts.map((cast, i) => tidyCsvLines(cast, i))].join('\n'));
  test.each([
    ['NDJSON', ndjson],
    ['CSV', csv],
    ['gzipped NDJSON', gzipSync(ndjson)],
    ['gzipped CSV', gzipSync(csv)],
  ])('of %s is read with its bad lines, or refused by name', async (_, whole) => {
    await fc.assert(
      fc.asyncProperty(damaged(whole), async (bytes) => {
        try {
          const file = await readCastFile(Readable.from([bytes]));
          for await (const item of file.items) if (item.kind === 'bad') expect(item.reason).not.toBe('');
        } catch (error) {
          if (!(error instanceof FailureError)) throw error;
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a glyph', () => {
  const piece = fc.constantFrom(
    'M',
    'm',
    'L',
    'l',
    'C',
    'Z',
    'z',
    'A',
    'Q',
    ' ',
    ',',
    '-',
    '.',
    'e',
    '1',
    '0',
    '99',
    '1e9',
    '\0',
    '\ud800',
  );
  const path = fc.array(piece, { maxLength: 60 }).map((pieces) => `M0 0 ${pieces.join('')}`);
  const markup = fc
    .array(
      fc.constantFrom(
        '<svg>',
        '</svg>',
        '<path d="M0 0 L9 9"/>',
        '<g transform="',
        'rotate(9)"',
        '>',
        '<',
        '<!--',
        '-->',
        '"',
        "'",
        ' d=',
        '&#0;',
        '&amp;',
        '<![CDATA[',
        ']]>',
        '<circle r="9"/>',
        '<use href="#a"/>',
      ),
      { maxLength: 40 },
    )
    .map((pieces) => `<svg>${pieces.join('')}`);

  test('is read from path data or from SVG, or refused with a reason', () => {
    fc.assert(
      fc.property(fc.oneof(path, markup, fc.string()), (text) => {
        failsByName(() => parseGlyph(text), GlyphError);
        failsByName(() => importGlyph(text), GlyphError);
      }),
      { numRuns: 3_000 },
    );
  });
});

test('a model file is read, or refused by name', async () => {
  const whole = packModelFile(await loadStarter());
  fc.assert(
    fc.property(damaged(whole), (bytes) => {
      failsByName(() => unpackModelFile(bytes), FailureError);
    }),
    { numRuns: 60 },
  );
});

describe('a header', () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 20 }));
  const server: OwnAddress = {
    publicUrl: 'http://wands.example',
    networkAccess: { certificates: undefined, isGiven: true },
    trustsProxy: () => false,
  };

  test('X-Forwarded-For names one of the hops, or nobody', () => {
    fc.assert(
      fc.property(fc.array(address, { maxLength: 5 }), fc.nat(31), fc.option(fc.ipV4()), (hops, trusted, remote) => {
        const header = hops.join(',');
        const request = { headers: { 'x-forwarded-for': header }, socket: { remoteAddress: remote ?? undefined } };
        const named = [...header.split(',').map((hop) => hop.trim()), remote ?? ''];
        expect(named.concat('')).toContain(clientAddress(request, (_, hop) => (trusted & (1 << hop)) !== 0));
      }),
      { numRuns: 2_000 },
    );
  });

  test('Cookie gives back what was set, whatever else it contains', () => {
    const noise = fc.string({ maxLength: 30 }).filter((text) => !text.includes('wandcast'));
    const cookieOf = (cookie: string): string | undefined =>
      cookieIn({ headers: { cookie, host: 'wands.example' }, socket: {} }, 'wandcast', server);
    fc.assert(
      fc.property(noise, fc.stringMatching(/^[A-Za-z0-9_-]{43}$/), (before, token) => {
        expect([undefined, token]).toContain(cookieOf(before));
        expect(cookieOf(`${before}; wandcast=${token}; ${before}`)).toBe(token);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a CSV line gives back its fields, and any other line is read or refused', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 6 }),
      fc.string(),
      (fields, other) => {
        expect(csvFields(fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(','))).toEqual(fields);
        expect(csvFields(other)?.length ?? 1).toBeGreaterThan(0);
      },
    ),
    { numRuns: 2_000 },
  );
});

function none(): never {
  throw new Error('a simulated room has casts');
}
