// What the core uses of papaparse, for the check that it is pure: papaparse's own types bring Node's along.
declare module 'papaparse' {
  export interface ParseError {
    readonly code: string;
    readonly index?: number | undefined;
  }
  interface Results {
    readonly data: string[][];
    readonly errors: ParseError[];
    readonly meta: { readonly cursor: number };
  }
  class Parser {
    constructor(config: { readonly delimiter: string; readonly newline: '\n' | '\r\n' | '\r' });
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): Results;
  }
  const Papa: { readonly Parser: typeof Parser };
  export default Papa;
}
