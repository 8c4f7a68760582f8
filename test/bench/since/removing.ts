/** Does some work, and then removes what it made: also where it failed, or was stopped by Ctrl-C. */
export async function removing<T>(remove: () => void, work: () => Promise<T>): Promise<T> {
  const stop = (): never => process.exit(130);
  process.on('exit', remove).once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await work();
  } finally {
    process.off('exit', remove).off('SIGINT', stop).off('SIGTERM', stop);
    remove();
  }
}
