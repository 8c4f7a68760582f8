// What every runtime has that fetches, and neither ECMAScript nor TypeScript's lib of it declares. Only the check that
// the core is pure reads this: hosts have it from the DOM's or Node's types.
interface AbortSignal {
  readonly aborted: boolean;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
declare function setTimeout(run: () => void, afterMs: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare class TextDecoder {
  readonly encoding: string;
  constructor(encoding: string, options?: { readonly fatal: boolean; readonly ignoreBOM?: boolean });
  decode(bytes: Uint8Array, options: { readonly stream: boolean }): string;
}
