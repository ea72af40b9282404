const [NON_JOINER, JOINER] = ['\u200c', '\u200d'];

/**
 * Scripts in which a joiner between two letters changes how they look: Arabic, Syriac and Mongolian, and those of South
 * and South-East Asia (Unicode 16, chapters 9, 12, 13 and 16).
 */
const JOINING =
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}]/u;

/** Printable ASCII and white space: only its spaces can change. */
const PLAIN = /^[\t-\r -~]*$/;

/**
 * More than 30 marks on one letter, the most of the stream-safe format (Unicode Standard Annex 15, section 13): no
 * language has more, and the time to put marks in order grows with the square of their number.
 */
const PILED_MARKS = /(\p{M}{30})\p{M}+/gu;

/**
 * Text as it is stored and shown: NFC, without characters that are invisible or turn the direction of other text:
 * control and format characters, lone surrogates, unassigned and private-use ones, and fillers without width. Joiners
 * inside emoji and inside words of scripts that need them stay. A letter keeps 30 marks. White space becomes
 * single spaces, none at the ends. Cleaning twice changes nothing.
 * @param keepsLines line breaks stay, at most one empty line in a row
 */
export function cleanText(text: string, keepsLines = false): string {
  const visible = PLAIN.test(text) ? text : visiblePart(text);
  if (!keepsLines) return visible.replace(/\s+/gu, ' ').trim();
  const lines = visible.split(/\r\n?|[\n\u2028\u2029]/u).map((line) => line.replace(/\s+/gu, ' ').trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function visiblePart(text: string): string {
  let visible = composed(text);
  for (let before = ''; visible !== before;) [before, visible] = [visible, withoutInvisible(visible)];
  return visible;
}

/** In NFC, with few marks on each letter. */
function composed(text: string): string {
  return text.replace(PILED_MARKS, '$1').normalize('NFC');
}

/** NFC moves marks to another letter once what stood between them is gone, so a joiner may lose its place then. */
function withoutInvisible(text: string): string {
  const characters = Array.from(text);
  let kept = '';
  let last: string | undefined;
  for (const [i, character] of characters.entries()) {
    const after = characters[i + 1] ?? '';
    if (!isVisible(character) && !(isVisible(after) && joins(character, last, after)) && !isEmojiStyle(character, last))
      continue;
    kept += character;
    last = character;
  }
  return composed(kept);
}

/** Whether PostgreSQL can store the text: it has neither a NUL nor half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

function isVisible(character: string): boolean {
  return /[\t-\r\p{Z}]|[^\p{C}\p{Default_Ignorable_Code_Point}]/u.test(character);
}

/** Whether the character shows the one before it as an emoji. */
function isEmojiStyle(character: string, before = ''): boolean {
  return character === '\ufe0f' && /\p{Emoji}/u.test(before);
}

/** Whether an invisible character is part of what its neighbors show. */
function joins(character: string, before = '', after = ''): boolean {
  if (character === JOINER && /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u.test(before))
    return /\p{Extended_Pictographic}/u.test(after);
  return (character === JOINER || character === NON_JOINER) && JOINING.test(before) && JOINING.test(after);
}
