/** The same data, frozen to its last leaf. */
export function deepFreeze<T>(data: T): T {
  if (typeof data === 'object' && data !== null && !Object.isFrozen(data)) {
    Object.freeze(data);
    for (const item of Object.values(data)) deepFreeze(item);
  }
  return data;
}
