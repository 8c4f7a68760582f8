/**
 * What an error says; null for what is none. Under a test runner an error may be of another realm, and is no Error of
 * this one.
 */
export function messageOf(thrown: unknown): string | null {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown ? String(thrown.message) : null;
}
