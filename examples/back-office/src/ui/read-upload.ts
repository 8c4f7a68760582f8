import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { Page } from './env.ts';
import { notAForm } from './read-form.ts';

/** The one address to which files are sent. The forms of others are read as a whole, and are small. */
export const uploadPath = '/imports';

/** A file may be so large. */
export const maxFileBytes = 50_000_000;

/** A file that came with a form, and the form's fields before it. */
export interface Upload {
  /** Without spaces around it; '' where there is none. */
  text(name: string): string;
  /** Null where no file came, or the form was not taken. */
  readonly file: ReceivedFile | null;
}

export interface ReceivedFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
  /** Whether it was larger than it may be. It is not kept then. */
  readonly isTooLarge: boolean;
}

/**
 * Reads a form with a file, which is written to a path as it comes: the memory that is needed does not grow with it.
 * The fields before it say whether it is taken. To its end it is read in any case, for a browser shows no answer
 * before.
 */
export async function readUpload(c: Page, path: string, isTaken: (text: Upload['text']) => boolean): Promise<Upload> {
  const fields = new Map<string, string>();
  const text = (name: string) => (fields.get(name) ?? '').trim();
  const ending = new AbortController();
  let saving: Promise<ReceivedFile> | null = null;
  const parser = parserFor(c.req.header('content-type') ?? '');
  parser.on('field', (name, value) => void fields.set(name, value));
  parser.on('file', (_field, stream, name) => {
    if (name === '' || saving !== null || !isTaken(text)) return void stream.resume();
    saving = save(stream, path, ending.signal).then((saved) => ({ ...saved, name }));
    // What is wrong with it is told where it is waited for.
    saving.catch(() => undefined);
  });
  try {
    const body = c.req.raw.body as ReadableStream<Uint8Array> | null;
    await pipeline(body === null ? Readable.from([]) : Readable.fromWeb(body), parser).catch((error: unknown) => {
      throw notAForm(error);
    });
    const file = await (saving as Promise<ReceivedFile> | null);
    if (file?.isTooLarge) await rm(path);
    return { text, file };
  } catch (error) {
    ending.abort();
    await rm(path, { force: true });
    throw error;
  }
}

function parserFor(contentType: string) {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { fileSize: maxFileBytes, files: 1, fields: 20, fieldSize: 1000 },
    });
  } catch (error) {
    throw notAForm(error);
  }
}

async function save(stream: BusboyFileStream, path: string, signal: AbortSignal): Promise<Omit<ReceivedFile, 'name'>> {
  const digest = createHash('sha256');
  let bytes = 0;
  const count = async function* (blocks: AsyncIterable<Buffer>) {
    for await (const block of blocks) {
      digest.update(block);
      bytes += block.length;
      yield block;
    }
  };
  await pipeline(stream, count, createWriteStream(path, { flags: 'wx' }), { signal });
  return { bytes, digest: digest.digest('hex'), isTooLarge: stream.truncated };
}
