import { lazily } from "../../shared/lazily";
import { useLazy } from "../components/preactHelpers";
import type { MathToken } from "./mathToken";

/** What reads formulas comes with the first text that may have one; until then they are read as other text. */
export const mathLexer = lazily(() => import("./mathLexer"));

/** What draws formulas comes with the first of them: 210 KB that most threads never need. */
export const mathView = lazily(async () => (await import("./mathView")).MathView);

/** A formula; as it was written until what draws it has come, and if it cannot come. */
export function MathPart({ token }: { readonly token: MathToken }) {
  const { made: MathView } = useLazy(mathView);
  return MathView === undefined ? <>{token.raw.trim()}</> : <MathView token={token} />;
}
