/** A figure as people read it: 1,234,567. */
export function grouped(figure: number): string {
  return figure.toLocaleString('en');
}
