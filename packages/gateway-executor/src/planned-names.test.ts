import { parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { namesBeside } from './planned-names.ts';

const { planned, asked, rename } = namesBeside(new Set(['notes']));

describe('names while an answer is planned', () => {
  it('are others for what is required under the same name', () => {
    const document = parse('{ post { id notes(limit: 1) { id } ...More } } fragment More on Post { notes: title }');
    expect(print(rename(document))).toBe(
      print(
        parse(
          '{ post { id notes__asked: notes(limit: 1) { id } ...More } } fragment More on Post { notes__asked: title }',
        ),
      ),
    );
  });

  it('leave a document alone that has no such name', () => {
    const document = parse('{ post { id first: notes(limit: 1) { id } } }');
    expect(rename(document)).toBe(document);
  });

  it.each(['notes', 'notes__asked', 'notes__asked__asked', 'id', 'id__asked', '__asked'])(
    'lead back to %s, and to nothing else',
    (name) => {
      expect(asked(planned(name))).toBe(name);
    },
  );

  it('never are those that are required', () => {
    expect(planned('notes')).not.toBe('notes');
    expect(asked('notes')).toBe('notes');
  });
});
