/** What somebody gave for a driver that it is not. A text is not shown: it may be a connection string with a password. */
export function whatIs(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof (value as { readonly then?: unknown }).then === 'function') return 'a promise: await it first';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name ?? 'Object';
  return name === 'Object' ? 'a plain object' : `an object of the class ${name}`;
}
