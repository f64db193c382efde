import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatNumber } from "../../shared/formats";
import type { DataPart, ProgressNote } from "../../shared/transcript";
import { Fold } from "../components/fold";
import { memo } from "../components/preactHelpers";
import { ToolValue } from "./valueViews";

/** Reports in sight while a tool runs, and in the fold at first. */
const inSight = 3;
const step = 100;

interface ProgressProps {
  readonly notes: readonly ProgressNote[];
  /** True while more may come. */
  readonly running: boolean;
}

interface NoteProps {
  readonly note: ProgressNote;
  /** Shows the report's data too. */
  readonly detail: boolean;
  /** Instead of a label that the report does not have. */
  readonly name?: string;
}

/** One report: its words, a bar where it has a share, and its data. */
const NoteView = memo(function NoteView({ note, detail, name }: NoteProps) {
  const label = note.label !== "" ? note.label : (name ?? l10n.t("Progress"));
  const percent = share(note.percent);
  return (
    <div class="progressNote">
      <div class="progressLine">
        <span class="progressLabel" dir="auto">
          {label}
        </span>
        {percent !== undefined && (
          <>
            <progress max={100} value={percent} aria-label={label} />
            <span class="progressPercent">{formatNumber(percent / 100, { style: "percent" })}</span>
          </>
        )}
      </div>
      {detail && note.value !== undefined && (
        <ToolValue title={l10n.t("Data")} value={note.value} open="never" output />
      )}
    </div>
  );
});

/** What a tool reports while it runs: the last of it in sight, all of it in a fold. */
export const Progress = memo(function Progress({ notes, running }: ProgressProps) {
  const latest = running ? latestNotes(notes) : [];
  return (
    <div class="progress">
      {latest.map((note) => (
        <NoteView key={note.label} note={note} detail={false} />
      ))}
      {(notes.length > latest.length || notes.some((note) => note.value !== undefined)) && (
        <Fold class="progressAll" summary={l10n.t("All progress ({0})", formatNumber(notes.length))}>
          {() => <AllNotes notes={notes} />}
        </Fold>
      )}
    </div>
  );
});

function AllNotes({ notes }: { readonly notes: readonly ProgressNote[] }) {
  const [shown, setShown] = useState(step);
  const hidden = Math.max(0, notes.length - shown);
  return (
    <>
      {hidden > 0 && (
        <button type="button" class="button link showMore" onClick={() => setShown(shown + step)}>
          {l10n.t("Show {0} more of {1}", formatNumber(Math.min(step, hidden)), formatNumber(notes.length))}
        </button>
      )}
      <ol class="progressNotes">
        {notes.slice(hidden).map((note, index) => (
          <li key={hidden + index}>
            <NoteView note={note} detail />
          </li>
        ))}
      </ol>
    </>
  );
}

/** The last reports; of those with the same words only the newest. */
function latestNotes(notes: readonly ProgressNote[]): readonly ProgressNote[] {
  const latest: ProgressNote[] = [];
  for (let index = notes.length - 1; index >= 0 && latest.length < inSight; index -= 1) {
    const note = notes[index];
    if (note !== undefined && !latest.some(({ label }) => label === note.label)) {
      latest.unshift(note);
    }
  }
  return latest;
}

function share(percent: number | undefined): number | undefined {
  return percent === undefined || !Number.isFinite(percent) ? undefined : Math.min(100, Math.max(0, percent));
}

/** A report of the server that belongs to no tool. */
export function DataView({ part }: { readonly part: DataPart }) {
  return (
    <div class="dataPart">
      <NoteView note={part.note} name={part.name} detail />
    </div>
  );
}

/** Characters of the end that are drawn; a long text grows many times a second. */
const tail = 4000;

/** Pixels from the end within which a reader still follows it. */
const near = 8;

/** Arguments while the model writes them. The box follows their end until somebody scrolls up in it. */
export function WritingArguments({ text }: { readonly text: string }) {
  const box = useRef<HTMLPreElement>(null);
  const following = useRef(true);
  useLayoutEffect(() => {
    if (following.current && box.current !== null) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [text]);
  return (
    <pre
      ref={box}
      class="writingArguments"
      dir="ltr"
      tabIndex={0}
      role="region"
      aria-label={l10n.t("Arguments")}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        following.current = scrollHeight - scrollTop - clientHeight <= near;
      }}
    >
      {text.length > tail ? `…${text.slice(-tail)}` : text}
    </pre>
  );
}
