/**
 * Whether it is an error of any realm: in Jest, those of Node and of its drivers are not of the realm of this module.
 */
export function isError(thrown: unknown): thrown is Error {
  return Object.prototype.toString.call(thrown) === '[object Error]';
}
