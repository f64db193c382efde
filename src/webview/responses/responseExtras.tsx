import * as l10n from "@vscode/l10n";
import { useContext, useEffect, useLayoutEffect, useState } from "preact/hooks";
import { lazily } from "../../shared/lazily";
import type { Turn } from "../../shared/transcript";
import { IconButton } from "../components/icon";
import { NotLoaded } from "../components/notice";
import { useLazy, useUniqueId } from "../components/preactHelpers";
import { usePanel, ViewStateContext } from "../state/panel";
import { turnText } from "../state/store";
import { CommentBox } from "./commentBox";
import { ReadAloud, ReadingNotice } from "./readAloud";
import { type ResponseStore, useResponses } from "./responseStore";

/** Comes with the first trace. */
export const traceView = lazily(async () => (await import("./traceView")).TraceView);

export interface ExtrasProps {
  readonly turn: Turn;
  readonly newest: boolean;
  /** `buttons`: in the toolbar of the response; `below`: what comes of pressing them; `details`: in its details. */
  readonly place: "buttons" | "below" | "details";
  /** Its buttons in the toolbar have changed. */
  readonly onButtons?: () => void;
}

interface PartProps {
  readonly turn: Turn;
  readonly store: ResponseStore;
}

/** What there is to do with a response besides reading it, where its server has it. */
export function ResponseExtras({ turn, newest, place, onButtons }: ExtrasProps) {
  const panel = usePanel();
  const store = useResponses(panel);
  const isReady = useContext(ViewStateContext)?.connection === "ready";
  const { owner, threadId } = panel.shown;
  useEffect(() => {
    if (place === "buttons" && newest && isReady) {
      store.ask({ about: "offers" });
    }
  }, [place, newest, isReady, turn.id, owner, threadId]);
  useLayoutEffect(() => onButtons?.());
  const Part = { buttons: Buttons, below: Below, details: Trace }[place];
  return <Part turn={turn} store={store} />;
}

function Buttons({ turn, store }: PartProps) {
  const { offers, ratings } = store.responses;
  const { isHelpful } = ratings[turn.id] ?? {};
  const thumb = (helpful: boolean) => (
    <IconButton
      icon={helpful ? "thumbsup" : "thumbsdown"}
      label={helpful ? l10n.t("Helpful") : l10n.t("Unhelpful")}
      aria-pressed={isHelpful === helpful}
      // The toolbar has one stop for the Tab key, which is another button.
      tabIndex={-1}
      data-rates={helpful}
      onClick={() => store.rate(turn.id, helpful)}
    />
  );
  const canSpeak = offers.voices?.includes(turn.agentId ?? "") && turnText(turn) !== "";
  return (
    <>
      {canSpeak && <ReadAloud turnId={turn.id} player={store.player} />}
      {offers.feedback && thumb(true)}
      {offers.feedback && thumb(false)}
    </>
  );
}

function Below({ turn, store }: PartProps) {
  const rating = store.responses.ratings[turn.id];
  return (
    <>
      <ReadingNotice turnId={turn.id} player={store.player} />
      {rating && <CommentBox turnId={turn.id} rating={rating} store={store} />}
    </>
  );
}

/** What the server has recorded of the response, once somebody asks for it. */
function Trace({ turn, store }: PartProps) {
  const id = useUniqueId();
  const [open, setOpen] = useState(false);
  return (
    store.responses.offers.traces && (
      <>
        <button
          type="button"
          class="button link"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          {l10n.t("Trace")}
        </button>
        {open && (
          <section id={id} class="trace" aria-label={l10n.t("Trace")} tabIndex={-1}>
            <LoadedTrace turn={turn} store={store} />
          </section>
        )}
      </>
    )
  );
}

function LoadedTrace({ turn, store }: PartProps) {
  const { made: TraceView, failed } = useLazy(traceView);
  return TraceView ? <TraceView turnId={turn.id} store={store} /> : failed ? <NotLoaded /> : null;
}
