/** Something that is made when it is first asked for. */
export interface Lazy<T> {
  /** Makes it, or gives what has been made. A failed attempt is not remembered: the next call tries again. */
  (): Promise<T>;
  /** What has been made; undefined as long as nobody has asked. */
  readonly made: T | undefined;
}

/**
 * Puts off what a feature needs until its first use; everybody who asks meanwhile gets the same one.
 *
 * @param make called once, unless it fails
 */
export function lazily<T>(make: () => T | Promise<T>): Lazy<T> {
  let making: Promise<T> | undefined;
  let made: T | undefined;
  const attempt = async (): Promise<T> => {
    try {
      // An error that is thrown at once must find `making` set, to clear it.
      await Promise.resolve();
      return (made = await make());
    } catch (error) {
      making = undefined;
      throw error;
    }
  };
  const get = (): Promise<T> => (making ??= attempt());
  return Object.defineProperty(get, "made", { get: () => made }) as Lazy<T>;
}
