/** Breaks a text into lines of at most `width` characters, between words. A newline in it stays one. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width));
}

/** Two spaces before each line. */
export function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

function wrapParagraph(text: string, width: number): readonly string[] {
  const margin = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(' ')) {
    const longer = line === '' ? margin + word : `${line} ${word}`;
    const fits = line === '' || longer.length <= width;
    if (!fits) lines.push(line);
    line = fits ? longer : margin + word;
  }
  return [...lines, line];
}
