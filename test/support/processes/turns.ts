/** Runs work, and counts the turns that other work had meanwhile. */
export async function turnsDuring<Value>(
  work: () => PromiseLike<Value>,
): Promise<{ readonly turns: number; readonly value: Value }> {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  try {
    return { value: await work(), turns };
  } finally {
    isOver = true;
  }
}
