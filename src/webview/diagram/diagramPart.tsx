import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { lazily } from "../../shared/lazily";
import { IconButton } from "../components/icon";
import { Skeleton } from "../components/notice";
import { useLazy } from "../components/preactHelpers";

/** What draws diagrams comes with the first that somebody asks for. */
export const diagramView = lazily(async () => (await import("./diagramView")).DiagramView);

interface DiagramPartProps {
  readonly source: string;
  readonly children: ComponentChildren;
}

function DiagramPart({ source, children }: DiagramPartProps) {
  const { made: DiagramView, failed } = useLazy(diagramView);
  return DiagramView === undefined ? (
    <>{failed ? children : <Skeleton />}</>
  ) : (
    <DiagramView source={source}>{children}</DiagramView>
  );
}

/** A code block's diagram. */
interface DiagramTools {
  /** The button that shows it, and then its code again. */
  readonly toggle: ComponentChildren;
  /** True while the diagram is to be seen. */
  readonly shown: boolean;
  /** The diagram in place of its code, or the code. */
  readonly view: (code: ComponentChildren) => ComponentChildren;
}

/** The diagram of a code block in the language `mermaid`; undefined for other languages. @param closed false while it grows */
export function useDiagram(language: string, source: string, closed: boolean): DiagramTools | undefined {
  const [shown, setShown] = useState(false);
  if (language !== "mermaid") {
    return undefined;
  }
  const toggle = (
    <IconButton
      icon={shown ? "code" : "type-hierarchy"}
      label={shown ? l10n.t("Show code") : l10n.t("Show diagram")}
      disabled={!closed}
      data-show-code={shown}
      onClick={() => setShown(!shown)}
    />
  );
  return {
    toggle,
    shown: shown && closed,
    view: (code) => (shown && closed ? <DiagramPart source={source}>{code}</DiagramPart> : code),
  };
}
