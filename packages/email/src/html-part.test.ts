import { describe, expect, test } from 'vitest';
import { htmlPart } from './html-part.ts';
import { codeMessage } from './mail-server-testing.ts';

describe('the page', () => {
  test('shows marks of HTML as they are', () => {
    const text = `<img src="https://evil.example/x.png" onerror='x()'> & <b>482913</b> &amp;`;
    const page = htmlPart(codeMessage({ text, subject: '</title><script>x()</script>' }), 'en');
    expect(page).toContain(
      '&#60;img src=&#34;https://evil.example/x.png&#34; onerror=&#39;x()&#39;&#62; &#38; &#60;b&#62;',
    );
    expect(page).toContain('<title>&#60;/title&#62;&#60;script&#62;x()&#60;/script&#62;</title>');
    expect(page).toContain('&#38;amp;');
  });

  test('loads nothing and links to nothing', () => {
    const page = htmlPart(codeMessage({ text: 'See https://warung.example and <a href="x">' }), 'en');
    expect(page).not.toMatch(
      /<(?:a|img|link|script|iframe|form|object|base)\b|\b(?:src|href|url|background)\s*[=(]\s*["']/i,
    );
    expect(page).toContain('content="light dark"');
  });

  test('has a code large where it stands by itself', () => {
    const page = htmlPart(codeMessage({ text: 'INV-1482913: use 482913, and 482913!' }), 'en');
    const large = /<strong[^>]*>482913<\/strong>/g;
    expect(page.match(large)).toHaveLength(2);
    expect(page.replaceAll(large, '*')).toContain('<p>INV-1482913: use *, and *!</p>');
  });

  test.each(['', '.*', '<b>', '12 34', 'a'.repeat(3)])('takes any code: %j', (code) => {
    const message = codeMessage({ text: `Use ${code} now` });
    if (message.template !== 'redemption-code') throw new Error('Another message.');
    const page = htmlPart({ ...message, data: { ...message.data, code } }, 'en');
    expect(page.replaceAll(/<\/?strong[^>]*>/g, '')).toContain(
      `<p>Use ${code.replace('<', '&#60;').replace('>', '&#62;')} now</p>`,
    );
  });

  test('leaves no empty paragraphs', () => {
    expect(htmlPart(codeMessage({ text: '\n\n\na\n\n\n\nb\n\n' }), 'en').match(/<p>.*<\/p>/g)).toEqual([
      '<p>a</p>',
      '<p>b</p>',
    ]);
  });
});
