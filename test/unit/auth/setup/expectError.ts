import assert from "node:assert/strict";
import { UserFacingError } from "../../../../src/shared/userFacingError";

/** Awaits a failure that a person may see, checks its kind, and returns it. */
export async function rejectsWith(promise: Promise<unknown>, kind: string): Promise<UserFacingError> {
  const error = await promise.then(
    () => assert.fail(`Expected the error "${kind}", but nothing was thrown.`),
    (thrown: unknown) => thrown,
  );
  return check(error, kind);
}

/** The same for a function that throws at once. */
export function throwsWith(run: () => unknown, kind: string): UserFacingError {
  try {
    run();
  } catch (error) {
    return check(error, kind);
  }
  return assert.fail(`Expected the error "${kind}", but nothing was thrown.`);
}

function check(error: unknown, kind: string): UserFacingError {
  assert.ok(error instanceof UserFacingError, `Not an error for people: ${String(error)}`);
  assert.equal(error.kind, kind);
  // Every one of them says something, ends like a sentence, and leaves the reader with a next step.
  assert.match(error.message, /^[A-Z0-9{].{10,}\.$/s);
  return error;
}
