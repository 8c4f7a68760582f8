/** What a file is that is no text, and what a person does about it; null where its first bytes say nothing. */
export function kindOfFile(bytes: Uint8Array): { readonly is: string; readonly fix: string } | null {
  const found = kinds.find(({ mark, at = 0 }) => mark.every((byte, index) => bytes[at + index] === byte));
  if (found !== undefined) return { is: found.is(bytes), fix: found.fix };
  const text = String.fromCharCode(...bytes.subarray(0, firstBytes)).replace(/^\u00EF\u00BB\u00BF/, '');
  const written = writtenKinds.find(({ begins }) => begins.test(text));
  return written === undefined ? null : { is: written.is, fix: written.fix };
}

/** So many bytes tell what a file is. */
export const firstBytes = 512;

interface FileKind {
  readonly mark: readonly number[];
  /** Where the mark is; at the beginning when left out. */
  readonly at?: number;
  readonly is: (bytes: Uint8Array) => string;
  readonly fix: string;
}

const saveAsCsv = 'Open it in a spreadsheet, and save it as "CSV UTF-8".';
const unpack = 'Unpack it, and name the CSV file in it.';
const exportAgain = 'Export it again, as CSV.';

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

/** An office file is a zip file whose first part has a known name. */
function zipKind(bytes: Uint8Array): string {
  const beginning = String.fromCharCode(...bytes);
  if (/\[Content_Types\]|_rels\/|docProps\/|xl\//.test(beginning)) return 'an Excel workbook (.xlsx)';
  if (beginning.includes('mimetypeapplication/vnd.oasis')) return 'an OpenDocument spreadsheet (.ods)';
  if (/Index\/|Metadata\/|preview/.test(beginning)) return 'a Numbers document';
  return 'a zip file or an Excel workbook (.xlsx)';
}

const kinds: readonly FileKind[] = [
  { mark: [...ascii('PK'), 3, 4], is: zipKind, fix: `Unpack it where it is a zip file. ${saveAsCsv}` },
  { mark: [...ascii('PK'), 5, 6], is: () => 'an empty zip file', fix: exportAgain },
  { mark: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], is: () => 'an Excel workbook (.xls)', fix: saveAsCsv },
  { mark: ascii('%PDF-'), is: () => 'a PDF', fix: exportAgain },
  { mark: [0x1f, 0x8b], is: () => 'a gzip file', fix: unpack },
  { mark: [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c], is: () => 'a 7z archive', fix: unpack },
  { mark: [...ascii('Rar!'), 0x1a, 0x07], is: () => 'a RAR archive', fix: unpack },
  { mark: ascii('1AY&SY'), at: 4, is: () => 'a bzip2 file', fix: unpack },
  { mark: [0xfd, ...ascii('7zXZ')], is: () => 'an xz file', fix: unpack },
  { mark: [0x28, 0xb5, 0x2f, 0xfd], is: () => 'a zstd file', fix: unpack },
  { mark: ascii('ustar'), at: 257, is: () => 'a tar archive', fix: unpack },
  { mark: ascii('SQLite format 3'), is: () => 'a SQLite database', fix: exportAgain },
  { mark: [0x89, ...ascii('PNG')], is: () => 'an image (PNG)', fix: exportAgain },
  { mark: [0xff, 0xd8, 0xff], is: () => 'an image (JPEG)', fix: exportAgain },
  { mark: ascii('GIF8'), is: () => 'an image (GIF)', fix: exportAgain },
];

const writtenKinds = [
  { begins: /^\s*<(!doctype\s+html|html|head|table|meta)\b/i, is: 'a web page (HTML)', fix: saveAsCsv },
  { begins: /^\s*<\?xml\b/i, is: 'XML', fix: saveAsCsv },
  { begins: /^\{\\rtf/, is: 'a text document (RTF)', fix: exportAgain },
  { begins: /^\s*(?:\[\s*)?\{\s*"/, is: 'JSON', fix: exportAgain },
] as const;
