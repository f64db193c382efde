import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Turn } from "../../shared/transcript";
import { Icon } from "../components/icon";
import { movedTo } from "../components/keys";
import { memo, useUniqueId } from "../components/preactHelpers";
import { turnText } from "../state/store";

/** Characters of a message that a row shows at most; the style sheet cuts it to a line. */
const longest = 160;

/** The first words of a question; the name of what was sent along, if it has none. */
export function firstWords(turn: Turn): string {
  const words = turnText(turn).trimStart().slice(0, longest).replaceAll(/\s+/g, " ").trim();
  const sent = turn.parts.find((part) => part.kind === "context");
  return words === "" ? (sent?.item.name ?? "…") : words;
}

interface RowProps {
  readonly id: string;
  readonly turnId: string;
  readonly words: string;
  /** True for the row that the keys are at. */
  readonly active: boolean;
  /** True for the question that the reader is at. */
  readonly current: boolean;
}

const Row = memo(function Row({ id, turnId, words, active, current }: RowProps) {
  return (
    <div
      id={id}
      class={active ? "questionRow active" : "questionRow"}
      role="option"
      aria-selected={active}
      aria-current={current}
      data-question={turnId}
      title={words}
    >
      <span class="questionMark">{current && <Icon name="chevron-right" />}</span>
      <span class="questionWords" dir="auto">
        {words}
      </span>
    </div>
  );
});

interface QuestionListProps {
  readonly turns: readonly Turn[];
  /** Id of the question that the reader is at; asked once, when the list opens. */
  readonly current: () => string | undefined;
  /** Earlier messages are still on their way. */
  readonly loading: boolean;
  readonly onPick: (turnId: string) => void;
  /** The focus has gone elsewhere. */
  readonly onLeave: () => void;
}

/** A person's messages in the thread, to jump to one of them. Escape is the panel's, and closes the list. */
export function QuestionList({ turns, current: find, loading, onPick, onLeave }: QuestionListProps) {
  const id = useUniqueId();
  const box = useRef<HTMLDivElement>(null);
  const questions = useMemo(() => turns.filter(({ role }) => role === "user"), [turns]);
  const words = useMemo(() => questions.map(firstWords), [questions]);
  const [current] = useState(find);
  // By its id: earlier messages come in front of it.
  const [activeId, setActive] = useState(current);
  const found = questions.findIndex((turn) => turn.id === activeId);
  const active = found < 0 ? questions.length - 1 : found;
  useLayoutEffect(() => box.current?.focus(), []);
  useLayoutEffect(() => {
    // Missing in jsdom, where nothing is laid out.
    const row = box.current?.querySelector(".active") as Partial<Element> | null | undefined;
    row?.scrollIntoView?.({ block: "nearest" });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedTo(event, active, questions.length);
    if (next !== undefined) {
      event.preventDefault();
      setActive(questions[next]?.id);
    } else if ((event.key === "Enter" || event.key === " ") && questions[active] !== undefined) {
      event.preventDefault();
      onPick(questions[active].id);
    }
  };
  return (
    <div
      class="questionList"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        // Its own button closes it by itself.
        const to = relatedTarget instanceof Element ? relatedTarget : null;
        if (to !== null && !currentTarget.contains(to) && !to.matches("[data-show-questions]")) {
          onLeave();
        }
      }}
    >
      {loading && (
        <p class="questionNote" role="status">
          <Icon name="loading" class="spinning" />
          {l10n.t("Loading earlier messages…")}
        </p>
      )}
      {questions.length === 0 && !loading && <p class="questionNote">{l10n.t("No messages yet.")}</p>}
      <div
        ref={box}
        class="questionRows"
        role="listbox"
        tabIndex={0}
        aria-label={l10n.t("Messages in this thread")}
        aria-activedescendant={questions.length === 0 ? undefined : `${id}-${questions[active]?.id}`}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-question]") : null;
          if (row?.dataset["question"] !== undefined) {
            onPick(row.dataset["question"]);
          }
        }}
      >
        {questions.map((turn, index) => (
          <Row
            key={turn.id}
            id={`${id}-${turn.id}`}
            turnId={turn.id}
            words={words[index] ?? ""}
            active={index === active}
            current={turn.id === current}
          />
        ))}
      </div>
    </div>
  );
}
