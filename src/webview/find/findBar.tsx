import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef } from "preact/hooks";
import { formatNumber } from "../../shared/formats";
import { IconButton, type IconName } from "../components/icon";
import { belongsToInputMethod, takeKey } from "../components/keys";
import { type FindStage, useFind } from "./useFind";

export interface FindBarProps {
  readonly stage: FindStage;
  /** True while earlier turns, which are searched too, are still on their way. */
  readonly incomplete: boolean;
  readonly onClose: () => void;
}

/** Finds words in the whole conversation, drawn or not. */
export function FindBar({ stage, incomplete, onClose }: FindBarProps) {
  const box = useRef<HTMLInputElement>(null);
  const find = useFind(stage, useRef(selectedWords()).current);
  useFindKeys(box, find.step);
  return (
    <search class="findBar" aria-label={l10n.t("Find in thread")}>
      <div class="findBox">
        <input
          ref={box}
          class="textBox"
          type="text"
          dir="auto"
          maxLength={200}
          aria-label={l10n.t("Find")}
          placeholder={l10n.t("Find")}
          value={find.query}
          data-find-box
          onInput={(event) => find.setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !belongsToInputMethod(event)) {
              event.preventDefault();
              find.step(event.shiftKey ? -1 : 1);
            }
          }}
        />
        <button
          type="button"
          class={find.matchCase ? "iconButton caseButton on" : "iconButton caseButton"}
          aria-label={l10n.t("Match case")}
          aria-pressed={find.matchCase}
          title={l10n.t("Match case")}
          onClick={() => find.setMatchCase(!find.matchCase)}
        >
          <span aria-hidden="true">Aa</span>
        </button>
      </div>
      <p class={find.total === 0 && find.query !== "" && !incomplete ? "findCount none" : "findCount"} role="status">
        {countText(find.query, find.number, find.total, incomplete)}
      </p>
      <div class="findTools">
        <Tool
          icon="arrow-up"
          label={l10n.t("Previous match")}
          title={l10n.t("Previous match (Shift+Enter)")}
          onClick={() => find.step(-1)}
          off={find.total === 0}
        />
        <Tool
          icon="arrow-down"
          label={l10n.t("Next match")}
          title={l10n.t("Next match (Enter)")}
          onClick={() => find.step(1)}
          off={find.total === 0}
        />
        <Tool
          icon="close"
          label={l10n.t("Close find")}
          title={l10n.t("Close find (Escape)")}
          onClick={onClose}
          off={false}
        />
      </div>
    </search>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly label: string;
  /** The label and the key that does the same. */
  readonly title: string;
  readonly onClick: () => void;
  readonly off: boolean;
}

function Tool({ icon, label, title, onClick, off }: ToolProps) {
  return (
    <IconButton
      icon={icon}
      label={label}
      title={title}
      // Not `disabled`: the focus would be lost when the last match goes.
      aria-disabled={off}
      onClick={() => {
        if (!off) {
          onClick();
        }
      }}
    />
  );
}

function countText(query: string, number: number | undefined, total: number, incomplete: boolean): string {
  if (query === "") {
    return incomplete ? "…" : "";
  }
  if (total === 0) {
    return incomplete ? "…" : l10n.t("No results");
  }
  const text = l10n.t("{0} of {1}", number === undefined ? "?" : formatNumber(number), formatNumber(total));
  return incomplete ? `${text}…` : text;
}

/** The words that are marked in the page, when they fit into one line. */
function selectedWords(): string {
  const words = document.getSelection()?.toString() ?? "";
  return words.length <= 200 && !words.includes("\n") ? words : "";
}

/** F3 steps and Ctrl+F comes back to the box, wherever the focus is. */
function useFindKeys(box: { readonly current: HTMLInputElement | null }, step: (by: number) => void): void {
  const latest = useRef(step);
  latest.current = step;
  useLayoutEffect(() => {
    box.current?.select();
    box.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "F3") {
        takeKey(event);
        latest.current(event.shiftKey ? -1 : 1);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [box]);
}
