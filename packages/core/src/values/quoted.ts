/** An id as a message shows it. */
export function quoted(id: string): string {
  return JSON.stringify(id);
}
