// What the core uses of papaparse, for the check that it is pure: papaparse's own types bring Node's along.
declare module 'papaparse' {
  interface Results {
    readonly data: string[][];
    readonly meta: { readonly cursor: number };
  }
  class Parser {
    constructor(config: {
      readonly delimiter: string;
      readonly newline: '\n' | '\r\n' | '\r';
      readonly step?: (results: Results) => void;
    });
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): Results;
    abort(): void;
  }
  const Papa: { readonly Parser: typeof Parser };
  export default Papa;
}
