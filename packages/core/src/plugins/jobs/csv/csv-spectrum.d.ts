// For the tests: the package has no types.
declare module 'csv-spectrum' {
  interface SpectrumFile {
    readonly name: string;
    readonly csv: Uint8Array;
    readonly json: Uint8Array;
  }
  export default function csvSpectrum(done: (problem: Error | null, files: readonly SpectrumFile[]) => void): void;
}
