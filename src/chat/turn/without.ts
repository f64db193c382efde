/** The same object without some of its fields: an optional one that is not there differs from one that is undefined. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const copy: Partial<T> = { ...value };
  for (const key of keys) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the copy is ours, and only optional fields are named
    delete copy[key];
  }
  return copy as Omit<T, K>;
}
