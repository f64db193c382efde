import * as l10n from "@vscode/l10n";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { lazily } from "../../shared/lazily";
import { formatDateTime, formatDuration, formatNumber, isTime } from "../../shared/formats";
import type { Turn } from "../../shared/transcript";
import { CopyButton } from "../components/buttons";
import { IconButton } from "../components/icon";
import { useLazy, useUniqueId } from "../components/preactHelpers";
import type { ExtrasProps } from "../responses/responseExtras";
import { usePanel } from "../state/panel";
import { turnText } from "../state/store";
import { TurnTime } from "./turnTime";

/** Comes with the first response that has ended. */
export const responseExtras = lazily(async () => (await import("../responses/responseExtras")).ResponseExtras);

/** One line of a turn's details. */
interface DetailRow {
  readonly name: string;
  /**
   * Made when it is shown: the words for a time take 0.8 ms, and a thread opens with fifty turns
   * (docs/wire.md#the-panel-what-drawing-costs).
   */
  readonly value: () => string;
}

/** What is known of an answer: model, time, duration and tokens. What the server did not tell has no row. */
function detailRows(turn: Turn): readonly DetailRow[] {
  const { usage = {}, createdAt, endedAt, model } = turn;
  const took = endedAt !== undefined && isTime(createdAt) && endedAt >= createdAt ? endedAt - createdAt : undefined;
  const tokens: readonly (readonly [string, number | undefined])[] = [
    [l10n.t("Input tokens"), usage.inputTokens],
    [l10n.t("Cached input tokens"), usage.cachedInputTokens],
    [l10n.t("Output tokens"), usage.outputTokens],
    [l10n.t("Reasoning tokens"), usage.reasoningTokens],
    [l10n.t("Total tokens"), usage.totalTokens],
  ];
  return [
    ...(model === undefined || model === "" ? [] : [{ name: l10n.t("Model"), value: () => model }]),
    ...(isTime(createdAt) ? [{ name: l10n.t("Sent"), value: () => formatDateTime(createdAt) }] : []),
    ...(took === undefined ? [] : [{ name: l10n.t("Duration"), value: () => formatDuration(took) }]),
    ...tokens.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: () => formatNumber(value) }])),
  ];
}

interface TurnDetailsProps {
  readonly id: string;
  readonly rows: readonly DetailRow[];
  readonly turn: Turn;
}

/** Model, duration and tokens of an answer, once somebody asks for them. */
function TurnDetails({ id, rows, turn }: TurnDetailsProps) {
  return (
    <div id={id}>
      <dl class="turnDetails" aria-label={l10n.t("Details")}>
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value()}</dd>
          </div>
        ))}
      </dl>
      <Extras turn={turn} newest={false} place="details" />
    </div>
  );
}

/**
 * One Tab stop for the buttons of a toolbar, and the arrow keys between them (WAI-ARIA practices,
 * toolbar): fifty turns with four buttons each would be two hundred stops.
 *
 * @returns the handler of the toolbar's key presses, and what to do when its buttons have changed
 */
function useToolbarKeys(
  toolbar: RefObject<HTMLElement | null>,
): readonly [onKeyDown: (event: KeyboardEvent) => void, settle: () => void] {
  const active = useRef<HTMLButtonElement>(undefined);
  const buttons = () => [...(toolbar.current?.querySelectorAll("button") ?? [])].filter((button) => !button.disabled);
  const settle = () => {
    const all = buttons();
    const stop = all.find((button) => button === active.current) ?? all[0];
    for (const button of all) {
      button.tabIndex = button === stop ? 0 : -1;
    }
  };
  useLayoutEffect(settle);
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = buttons();
    const index = all.findIndex((button) => button === document.activeElement);
    // In a right-to-left page the next button is the one on the left.
    const back = window.getComputedStyle(event.currentTarget as Element).direction === "rtl" ? 1 : -1;
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: index + back,
      ArrowRight: index - back,
      Home: 0,
      End: all.length - 1,
    };
    const target = targets[event.key];
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (target === undefined || index < 0 || !plain) {
      return;
    }
    event.preventDefault();
    active.current = all[(target + all.length) % all.length];
    settle();
    active.current?.focus();
  };
  return [onKeyDown, settle];
}

/** What else there is to do with a response, where its server has it. */
function Extras(props: ExtrasProps) {
  const { made: ResponseExtras } = useLazy(responseExtras);
  return ResponseExtras ? <ResponseExtras {...props} /> : null;
}

interface TurnToolsProps {
  readonly turn: Turn;
  /** True for the last turn of the thread. */
  readonly newest: boolean;
  /** True while an answer is being written: the turns before it rest. */
  readonly busy: boolean;
}

/** What can be done with a turn that has ended. */
export function TurnTools({ turn, newest, busy }: TurnToolsProps) {
  const panel = usePanel();
  const toolbar = useRef<HTMLDivElement>(null);
  const [onKeyDown, settle] = useToolbarKeys(toolbar);
  const details = useUniqueId();
  const [open, setOpen] = useState(false);
  const { id: turnId, role, state, createdAt, endedAt = createdAt } = turn;
  const time = role === "user" ? createdAt : endedAt;
  const text = turnText(turn);
  const rows = role === "agent" ? detailRows(turn) : [];
  const answered = role === "agent" && newest && (state === "complete" || state === "stopped");
  return (
    <>
      <div
        class={newest ? "turnTools newest" : "turnTools"}
        role="toolbar"
        aria-label={role === "user" ? l10n.t("Your message") : l10n.t("Response")}
        ref={toolbar}
        onKeyDown={onKeyDown}
      >
        {text !== "" && <CopyButton label={l10n.t("Copy")} text={text} copies="turn" />}
        {role === "user" && (
          <IconButton icon="edit" label={l10n.t("Edit")} disabled={busy} onClick={() => panel.edits.start(turnId)} />
        )}
        {answered && (
          <IconButton
            icon="refresh"
            label={l10n.t("Regenerate")}
            disabled={busy}
            onClick={() => panel.post("regenerate", { turnId })}
          />
        )}
        <IconButton
          icon="git-branch"
          label={l10n.t("Branch from here")}
          onClick={() => panel.post("branch", { turnId })}
        />
        {rows.length > 0 && (
          <IconButton
            icon="info"
            label={l10n.t("Details")}
            aria-expanded={open}
            aria-controls={open ? details : undefined}
            onClick={() => setOpen(!open)}
          />
        )}
        {role === "agent" && <Extras turn={turn} newest={newest} place="buttons" onButtons={settle} />}
        {isTime(time) && <TurnTime time={time} />}
      </div>
      {role === "agent" && <Extras turn={turn} newest={newest} place="below" />}
      {open && rows.length > 0 && <TurnDetails id={details} rows={rows} turn={turn} />}
    </>
  );
}
