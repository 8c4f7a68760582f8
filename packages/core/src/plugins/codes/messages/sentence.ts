/** Ends a sentence, unless its last words have brought their own full stop: a shop may be called "Ayu & Co." */
export function sentence(text: string): string {
  const words = text.trimEnd();
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
