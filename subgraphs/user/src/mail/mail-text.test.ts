import { expect, it } from 'vitest';
import { mailOf } from './mail-text.ts';

it('is plain text and HTML that say the same, and what people typed is text in both', () => {
  expect(mailOf('ada@example.com', 'Hello', ['Hello <b>Ada</b> & "Co",', 'bye'])).toEqual({
    to: 'ada@example.com',
    subject: 'Hello',
    text: 'Hello <b>Ada</b> & "Co",\n\nbye',
    html: '<p>Hello &lt;b&gt;Ada&lt;/b&gt; &amp; &quot;Co&quot;,</p>\n<p>bye</p>',
  });
});
