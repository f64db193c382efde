/**
 * A copy of an object with some properties of its own, for objects that are frozen. Getters stay getters.
 * Only for objects whose methods do not rest on fields of `this`: those fields would be copies.
 */
export function overlay<T extends object>(original: T, changes: Partial<T>): T {
  return Object.create(Object.getPrototypeOf(original) as object | null, {
    ...Object.getOwnPropertyDescriptors(original),
    ...Object.getOwnPropertyDescriptors(changes),
  }) as T;
}

/** Calls `make` once for each object, and never for what it made itself. */
export function oncePerObject<T extends object>(make: (value: T) => T): (value: T) => T {
  const made = new WeakMap<T, T>();
  return (value) => {
    const known = made.get(value);
    if (known !== undefined) {
      return known;
    }
    const result = make(value);
    made.set(value, result);
    made.set(result, result);
    return result;
  };
}
