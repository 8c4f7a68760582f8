/** The choice that a mistyped word most likely meant, or null. */
export function closest(word: string, choices: readonly string[]): string | null {
  if (word.length > longestWord) return null;
  const lower = word.toLowerCase();
  const longer = choices.filter((choice) => lower.length > 2 && choice.toLowerCase().startsWith(lower));
  if (longer.length === 1) return longer[0] ?? null;
  const [best] = choices
    .map((choice) => ({ choice, distance: distanceOf(lower, choice.toLowerCase()) }))
    .filter(({ choice, distance }) => distance <= Math.max(1, Math.floor(choice.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return best?.choice ?? null;
}

const longestWord = 64;

/** Letters to insert, remove or replace (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
