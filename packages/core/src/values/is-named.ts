/**
 * Whether a value is an error of this name: what `instanceof` asks of the error classes of this package. Each entry
 * point of the CommonJS build has its own copy of a class, a host may have loaded two forms of the package, and in Jest
 * each test file has all of them anew; to a host they are one.
 */
export function isNamed(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === name;
}
