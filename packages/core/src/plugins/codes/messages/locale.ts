/** Whether a text has the form of a BCP 47 tag, such as `en` or `id-ID`. */
export function isLocale(text: unknown): boolean {
  return typeof text === 'string' && /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(text);
}
