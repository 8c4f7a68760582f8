import type { OutgoingMessage } from '@pointbook/core/codes';

/**
 * The message as a page: its text in paragraphs, and a code in large digits. It loads nothing and links to nothing, and
 * has no colours of its own, so it is dark where the mail program is.
 */
export function htmlPart(message: OutgoingMessage, language: string | null): string {
  const paragraphs = message.text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${withCode(paragraph, message).replaceAll('\n', '<br>\n')}</p>`);
  return `<!doctype html>
<html${language === null ? '' : ` lang="${language}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escaped(message.subject)}</title>
<style>:root { color-scheme: light dark; }</style>
</head>
<body dir="auto" style="margin: 0 auto; max-width: 36em; padding: 24px; font: 16px/1.5 sans-serif; overflow-wrap: break-word">
${paragraphs.join('\n')}
</body>
</html>
`;
}

function withCode(text: string, message: OutgoingMessage): string {
  if (message.template !== 'redemption-code' || !/^\w+$/.test(message.data.code)) return escaped(text);
  const { code } = message.data;
  // Not where the same digits are part of an invoice's number.
  return text
    .split(new RegExp(`(?<![\\p{L}\\p{N}])${code}(?![\\p{L}\\p{N}])`, 'u'))
    .map(escaped)
    .join(`<strong style="font-size: 32px; letter-spacing: 3px; white-space: nowrap">${code}</strong>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
