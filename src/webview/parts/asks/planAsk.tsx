import * as l10n from "@vscode/l10n";
import { useEffect, useMemo, useState } from "preact/hooks";
import { NoticeView, Skeleton } from "../../components/notice";
import { useUniqueId } from "../../components/preactHelpers";
import { Markdown } from "../../markdown/markdown";
import { usePanel } from "../../state/panel";
import { decisionShortcuts } from "../decision";
import { type AskProps, FormAsk } from "./formAsk";
import { type AskedPlan, readPlan } from "./readAsks";

/** A plan of Mastra's `submit_plan`: read here or as a document, and approved, or rejected with what should change. */
export function PlanAsk(props: AskProps) {
  const { payload } = props.call.suspension ?? {};
  const plan = useMemo(() => readPlan(payload), [payload]);
  return plan === undefined ? <FormAsk {...props} /> : <Plan {...props} asked={plan} />;
}

function Plan({ turnId, call, rests, onAnswered, asked }: AskProps & { readonly asked: AskedPlan }) {
  const panel = usePanel();
  const id = useUniqueId();
  const key = `plan ${turnId} ${call.id}`;
  const [feedback, setFeedback] = useState(() => {
    const kept = panel.formDrafts.get(key)?.value;
    return typeof kept === "string" ? kept : "";
  });
  const { approve, decline } = decisionShortcuts();
  const ids = { turnId, toolCallId: call.id };
  const isHere = asked.plan !== "" || call.plan !== undefined;
  useEffect(() => {
    if (!isHere) {
      panel.post("callAction", { action: "readPlan", ...ids });
    }
  }, [isHere]);
  const words = asked.plan || (call.plan !== undefined && "text" in call.plan ? call.plan.text : undefined);
  const decide = (data: object): void => {
    if (!rests) {
      onAnswered();
      panel.post("resumeToolCall", { ...ids, data });
    }
  };
  return (
    <section class="plan" aria-label={l10n.t("Plan")}>
      <p class="question" dir="auto">
        {asked.title === ""
          ? l10n.t("The agent has made a plan. Approve it to let the agent go on.")
          : l10n.t("The agent has made a plan: {0}. Approve it to let the agent go on.", asked.title)}
      </p>
      {words !== undefined && (
        <div class="planText" tabIndex={0} role="document" aria-label={l10n.t("Text of the plan")}>
          <Markdown text={words} finished />
        </div>
      )}
      {call.plan !== undefined && "problem" in call.plan && (
        <NoticeView notice={{ message: call.plan.problem, actions: [], severity: "warning" }} />
      )}
      {!isHere && <Skeleton />}
      <div class="actions">
        {words !== undefined && (
          <button
            type="button"
            class="button link"
            onClick={() => panel.post("callAction", { action: "openPlan", ...ids })}
          >
            {l10n.t("Open as document")}
          </button>
        )}
        {asked.plan === "" && isHere && (
          <button
            type="button"
            class="button link"
            onClick={() => panel.post("callAction", { action: "readPlan", ...ids })}
          >
            {l10n.t("Read the plan again")}
          </button>
        )}
      </div>
      <div class="field">
        <label for={id}>
          {l10n.t("What should change")} <span class="optional">{l10n.t("(optional)")}</span>
        </label>
        <textarea
          id={id}
          class="textInput"
          rows={1}
          dir="auto"
          placeholder={l10n.t("Sent to the agent when you reject the plan.")}
          value={feedback}
          disabled={rests}
          onInput={(event) => {
            panel.formDrafts.set(key, { value: event.currentTarget.value });
            setFeedback(event.currentTarget.value);
          }}
        />
      </div>
      <div class="actions">
        <button
          type="button"
          class="button primary"
          data-approve={call.id}
          aria-keyshortcuts={approve.aria}
          title={l10n.t("Approve ({0})", approve.label)}
          disabled={rests}
          onClick={() => decide({ action: "approved" })}
        >
          {l10n.t("Approve")}
        </button>
        <button
          type="button"
          class="button secondary"
          data-decline={call.id}
          aria-keyshortcuts={decline.aria}
          title={l10n.t("Reject ({0})", decline.label)}
          disabled={rests}
          onClick={() => {
            const said = feedback.trim();
            decide({ action: "rejected", ...(said === "" ? {} : { feedback: said }) });
          }}
        >
          {l10n.t("Reject")}
        </button>
      </div>
    </section>
  );
}
