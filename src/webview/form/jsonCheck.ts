import * as l10n from "@vscode/l10n";
import type { Checked } from "./checked";

/** Reads a text as JSON (RFC 8259). */
export function checkJson(text: string): Checked {
  try {
    const data: unknown = JSON.parse(text);
    return { data };
  } catch {
    return {
      wrong: l10n.t(
        "This is not JSON. Names and texts stand in double quotes, and no comma follows the last entry: {0}",
        '{"name": "Ada", "days": 3}',
      ),
    };
  }
}
