import { headerBytes, lengthBytes } from './binary-array.ts';

/** The text that PostgreSQL reads as the array that `binaryArray` made. */
export function textArray(binary: Uint8Array): string {
  const bytes = Buffer.from(binary.buffer, binary.byteOffset, binary.byteLength);
  const isText = bytes.readInt32BE(8) === 25;
  const elements: string[] = [];
  for (let at = headerBytes; at < bytes.length;) {
    const length = bytes.readInt32BE(at);
    at += lengthBytes;
    if (length === -1) elements.push('NULL');
    else {
      const end = at + length;
      elements.push(isText ? quoted(bytes.toString('utf8', at, end)) : String(bytes.readBigInt64BE(at)));
      at = end;
    }
  }
  return `{${elements.join(',')}}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
