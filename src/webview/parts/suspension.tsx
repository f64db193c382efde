import { useState } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import type { ToolCallPart } from "../../shared/transcript";
import { lazily } from "../../shared/lazily";
import { NotLoaded, Skeleton } from "../components/notice";
import { useLazy } from "../components/preactHelpers";
import { Decision } from "./decision";

/** Forms come with the first tool that asks: most threads never need them, and every panel loads this script. */
export const toolForm = lazily(async () => (await import("./asks/formAsk")).FormAsk);

/** Mastra's own tools, whose names are a contract, ask as a person would; every other tool has a form. */
export const ownAsks = new Map([
  ["ask_user", lazily(async () => (await import("./asks/questionAsk")).QuestionAsk)],
  ["submit_plan", lazily(async () => (await import("./asks/planAsk")).PlanAsk)],
]);

interface SuspensionFormProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
}

/** What a suspended tool asks, and what answers or declines it. */
export function SuspensionForm({ turnId, call }: SuspensionFormProps) {
  const { made: Ask, failed } = useLazy(ownAsks.get(call.toolName) ?? toolForm);
  const [decided, setDecided] = useState<ToolCallPart>();
  const rests = decided === call;
  const onDecided = () => setDecided(call);
  const actions = (send?: ComponentChildren) => (
    <Decision turnId={turnId} call={call} rests={rests} onDecided={onDecided}>
      {send}
    </Decision>
  );
  return (
    <div class="suspension">
      {Ask !== undefined && <Ask turnId={turnId} call={call} rests={rests} onAnswered={onDecided} actions={actions} />}
      {Ask === undefined && !failed && <Skeleton />}
      {failed && (
        <>
          <NotLoaded message={l10n.t("Couldn't load the form. Nothing was sent. Close this view and open it again.")} />
          {actions()}
        </>
      )}
    </div>
  );
}
