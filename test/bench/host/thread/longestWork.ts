/** Milliseconds between two looks at the processor's clock, which cost some hundredths of a millisecond each. */
const LOOK_MS = 5;

/**
 * The longest work of this thread at a stretch while something is done, in milliseconds of processor time: what
 * other programs do meanwhile is not in it, as it is in a stall by the clock. Short works in a row count as one
 * for up to `LOOK_MS`.
 */
export async function longestWork(during: () => Promise<void>): Promise<number> {
  let longest = 0;
  let before = threadMs();
  const looks = setInterval(() => {
    const now = threadMs();
    longest = Math.max(longest, now - before);
    before = now;
  }, LOOK_MS);
  try {
    await during();
  } finally {
    clearInterval(looks);
  }
  return Math.max(longest, threadMs() - before);
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
