import * as l10n from "@vscode/l10n";
import { useContext, useEffect } from "preact/hooks";
import type { Turn } from "../../shared/transcript";
import { IconButton } from "../components/icon";
import { usePanel, ViewStateContext } from "../state/panel";
import { CommentBox } from "./commentBox";
import { type ResponseStore, useResponses } from "./responseStore";

export interface ExtrasProps {
  readonly turn: Turn;
  readonly newest: boolean;
  /** `buttons`: in the toolbar of the response; `below`: what comes of pressing them. */
  readonly place: "buttons" | "below";
}

interface PartProps {
  readonly turn: Turn;
  readonly store: ResponseStore;
}

/** What there is to do with a response besides reading it, where its server has it. */
export function ResponseExtras({ turn, newest, place }: ExtrasProps) {
  const panel = usePanel();
  const store = useResponses(panel);
  const isReady = useContext(ViewStateContext)?.connection === "ready";
  const { owner, threadId } = panel.shown;
  useEffect(() => {
    if (place === "buttons" && newest && isReady) {
      store.ask({ about: "offers" });
    }
  }, [place, newest, isReady, turn.id, owner, threadId]);
  return place === "buttons" ? <Buttons turn={turn} store={store} /> : <Below turn={turn} store={store} />;
}

function Buttons({ turn, store }: PartProps) {
  const { offers, ratings } = store.responses;
  const { isHelpful } = ratings[turn.id] ?? {};
  const thumb = (helpful: boolean) => (
    <IconButton
      icon={`thumbs${helpful ? "up" : "down"}${isHelpful === helpful ? "-filled" : ""}` as const}
      label={helpful ? l10n.t("Helpful") : l10n.t("Unhelpful")}
      aria-pressed={isHelpful === helpful}
      // The toolbar has one stop for the Tab key, which is another button.
      tabIndex={-1}
      data-rates={helpful}
      onClick={() => store.rate(turn.id, helpful)}
    />
  );
  return (
    offers.feedback && (
      <>
        {thumb(true)}
        {thumb(false)}
      </>
    )
  );
}

function Below({ turn, store }: PartProps) {
  const rating = store.responses.ratings[turn.id];
  return rating && <CommentBox key={turn.id} turnId={turn.id} rating={rating} store={store} />;
}
