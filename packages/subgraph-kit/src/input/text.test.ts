import { describe, expect, it } from 'vitest';
import { optional, severalLines, singleLine } from './text.ts';

const name = singleLine('A name', 200);
const note = severalLines('A note', 10);

describe('one line of text', () => {
  it.each(['Ada', '李', 'Αθηνά Παπαδοπούλου', "O'Neil-Smith, Jr.", '🦦', 'x'.repeat(200), '🦦'.repeat(200)])(
    'is kept without the space around it: %s',
    (text) => {
      expect(name.parse(` ${text} `)).toBe(text);
    },
  );

  it.each([
    ['', 'A name has 1 to 200 characters.'],
    ['   ', 'A name has 1 to 200 characters.'],
    ['\u200b', 'A name has 1 to 200 characters.'],
    ['🦦'.repeat(201), 'A name has 1 to 200 characters.'],
    ['two\nlines', 'A name is one line of text, without control characters and direction marks.'],
    ['nul\u0000', 'A name is one line of text, without control characters and direction marks.'],
    ['evil\u202egnp.exe', 'A name is one line of text, without control characters and direction marks.'],
    ['half \ud800', 'A name is one line of text, without control characters and direction marks.'],
  ])('is refused: %j', (text, message) => {
    expect(name.safeParse(text).error?.issues[0]?.message).toBe(message);
  });

  it('is the same however a keyboard sends an accent', () => {
    expect(name.parse('cafe\u0301')).toBe('caf\u00e9');
  });

  it('can be empty where that is allowed', () => {
    const code = singleLine('A postal code', 20, { canBeEmpty: true });
    expect(code.parse('  ')).toBe('');
    expect(code.safeParse('x'.repeat(21)).error?.issues[0]?.message).toBe('A postal code has at most 20 characters.');
  });
});

describe('several lines of text', () => {
  it('keeps line breaks, of one kind, and tabs', () => {
    expect(note.parse(' a\r\nb\rc\n\td ')).toBe('a\nb\nc\n\td');
  });

  it.each(['', 'x'.repeat(11), 'nul\u0000', 'bell\u0007', 'a\u202eb', '\ud800'])('is refused: %j', (text) => {
    expect(note.safeParse(text).success).toBe(false);
  });
});

describe('optional text', () => {
  it.each([undefined, null, '', '  '])('is nothing when %j', (text) => {
    expect(optional(name).parse(text)).toBeNull();
  });

  it('follows its rule otherwise', () => {
    expect(optional(name).parse(' Ada ')).toBe('Ada');
    expect(optional(name).safeParse('a\nb').success).toBe(false);
  });
});
