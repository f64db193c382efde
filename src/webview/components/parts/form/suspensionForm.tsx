import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { rootPath, type Wrong } from "../../../form/readForm";
import type { ToolCallPart } from "../../../../shared/transcript";
import { usePanel } from "../../../panelContext";
import { prettyValue } from "../../toolValues";
import { FieldView } from "./fieldView";
import { SuspensionWords } from "./suspensionWords";
import { useForm } from "./useForm";
import { useUniqueId } from "../../useUniqueId";

/** Characters by which two questions are told apart. */
const questionLength = 4000;

interface SuspensionFormProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
}

/** What a suspended tool asks, with a form for the answer. The button rests until the host answers. */
export function SuspensionForm({ turnId, call }: SuspensionFormProps) {
  const panel = usePanel();
  const id = useUniqueId();
  const element = useRef<HTMLFormElement>(null);
  const { payload, schema } = call.suspension ?? {};
  const asked = useMemo(() => prettyValue({ payload, schema }).slice(0, questionLength), [payload, schema]);
  const form = useForm(panel.formDrafts, `form ${turnId} ${call.id}`, asked, schema);
  const [answered, setAnswered] = useState<ToolCallPart>();
  const [refusals, setRefusals] = useState(0);
  const [half, setHalf] = useState<string>();
  useLayoutEffect(() => {
    if (refusals > 0) {
      element.current?.querySelector<HTMLElement>("[aria-invalid], [data-wrong]")?.focus();
    }
  }, [refusals]);
  const submit = (): void => {
    const { data, wrong } = form.read();
    // Half a date: the browser keeps it to itself, and the form would take the box for an empty one.
    const unfinished = [...(element.current?.querySelectorAll("input") ?? [])].find((input) => input.validity.badInput);
    setHalf(unfinished?.id.slice(id.length + 1));
    if (unfinished !== undefined || wrong.size > 0) {
      setRefusals(refusals + 1);
    } else if (answered !== call) {
      setAnswered(call);
      form.sent();
      panel.post("resumeToolCall", { turnId, toolCallId: call.id, data });
    }
  };
  const wrong = half === undefined ? form.wrong : withHalf(form.wrong, half);
  return (
    <div class="suspension">
      <SuspensionWords toolName={call.toolName} payload={payload} />
      <form
        ref={element}
        class="toolForm"
        aria-label={l10n.t("Answer for {0}", call.toolName)}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey) {
            // The panel's own use of this key is to approve a call.
            event.preventDefault();
            event.stopPropagation();
            submit();
          }
        }}
      >
        <FieldView
          frame={{ id, wrong }}
          path={rootPath}
          field={form.field}
          value={form.value}
          onChange={(value) => {
            setHalf(undefined);
            form.change(value);
          }}
        />
        <div class="actions">
          <button type="submit" class="button primary" disabled={answered === call}>
            {l10n.t("Continue")}
          </button>
        </div>
      </form>
    </div>
  );
}

function withHalf(wrong: Wrong, path: string): Wrong {
  return new Map([...wrong, [path, l10n.t("This is not complete. Fill in the rest, or clear it.")]]);
}
