/** A figure as people read it: 1,234,567. */
export function grouped(figure: number): string {
  return figure.toLocaleString('en');
}

/** So many of something, whose name takes an s where there are more. */
export function countOf(figure: number, name: string): string {
  return `${grouped(figure)} ${name}${figure === 1 ? '' : 's'}`;
}
