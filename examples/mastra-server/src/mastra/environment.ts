/**
 * A value that the server cannot do without.
 *
 * @throws Error when it is not set
 */
export function required(name: string): string {
  const value = process.env[name]?.trim() ?? "";
  if (value === "") {
    throw new Error(`${name} isn't set. Copy .env.example to .env and fill it in.`);
  }
  return value;
}

/** A value that may be left out. */
export function optional(name: string): string | undefined {
  const value = process.env[name]?.trim() ?? "";
  return value === "" ? undefined : value;
}
