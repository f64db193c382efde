import * as l10n from "@vscode/l10n";
import { useRef } from "preact/hooks";
import { Icon, IconButton, type IconName } from "../components/icon";
import type { Reading, SpeechPlayer } from "./speechPlayer";

interface Props {
  readonly turnId: string;
  readonly player: SpeechPlayer;
}

interface Press {
  readonly icon: IconName;
  readonly label: string;
  readonly run: () => void;
}

/** Reads a response aloud, pauses, and stops. */
export function ReadAloud({ turnId, player }: Props) {
  const first = useRef<HTMLButtonElement>(null);
  const reading = player.reading?.turnId === turnId ? player.reading : undefined;
  const isOn = reading !== undefined && reading.state !== "failed";
  const { icon, label, run } = pressOf(reading, turnId, player);
  return (
    <>
      <IconButton
        button={first}
        icon={icon}
        label={label}
        tabIndex={-1}
        data-reads={isOn ? "" : undefined}
        aria-disabled={reading?.state === "loading"}
        onClick={run}
      />
      {isOn && (
        <IconButton
          icon="debug-stop"
          label={l10n.t("Stop reading")}
          tabIndex={-1}
          onClick={() => {
            first.current?.focus();
            player.stop();
          }}
        />
      )}
    </>
  );
}

function pressOf(reading: Reading | undefined, turnId: string, player: SpeechPlayer): Press {
  switch (reading?.state) {
    case "loading":
      return { icon: "ellipsis", label: l10n.t("Loading…"), run: () => undefined };
    case "playing":
      return { icon: "debug-pause", label: l10n.t("Pause reading"), run: () => player.pause() };
    case "paused":
      return { icon: "play", label: l10n.t("Continue reading"), run: () => player.resume() };
    default:
      return { icon: "play", label: l10n.t("Read aloud"), run: () => player.read(turnId) };
  }
}

/** What a person has to know of the reading. */
export function ReadingNotice({ turnId, player }: Props) {
  const { reading } = player;
  if (reading?.turnId !== turnId) {
    return null;
  }
  return (
    <>
      <p class="turnState" role="status">
        {reading.isCut && l10n.t("Only the beginning is read: the response is longer than a voice takes at once.")}
      </p>
      {reading.problem !== undefined && (
        <p class="turnState warning" role="alert">
          <Icon name="warning" />
          {reading.problem}
        </p>
      )}
    </>
  );
}
