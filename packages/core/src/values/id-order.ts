/** Whether an id comes after another in the order of stores: by UTF-8 bytes, which is that of code points. */
export function comesAfter(id: string, other: string): boolean {
  let index = 0;
  while (index < id.length && id.charCodeAt(index) === other.charCodeAt(index)) index += 1;
  return (id.codePointAt(index) ?? -1) > (other.codePointAt(index) ?? -1);
}
