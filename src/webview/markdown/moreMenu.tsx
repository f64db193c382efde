import * as l10n from "@vscode/l10n";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CodeAction } from "../../shared/protocol";
import { Icon } from "../components/icon";
import { codeToolLabel, type CodeTool } from "./codeTools";
import { positionMenu } from "./placeMenu";
import { useUniqueId } from "../components/useUniqueId";

interface MoreMenuProps {
  readonly tools: readonly CodeTool[];
  readonly disabled: boolean;
  readonly onPick: (action: CodeAction) => void;
}

/** The tools that a narrow sidebar has no room for: a menu button (ARIA Authoring Practices, Menu Button). */
export function MoreMenu({ tools, disabled, onPick }: MoreMenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useUniqueId();
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span class="more">
      <button
        ref={button}
        type="button"
        class="iconButton"
        aria-label={l10n.t("More actions")}
        title={l10n.t("More actions")}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        disabled={disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            setOpen(true);
          }
        }}
      >
        <Icon name="ellipsis" />
      </button>
      {open && (
        <Menu
          id={id}
          tools={tools}
          button={button.current}
          onLeave={() => setOpen(false)}
          onClose={close}
          onPick={(action) => {
            close();
            onPick(action);
          }}
        />
      )}
    </span>
  );
}

interface MenuProps {
  readonly id: string;
  readonly tools: readonly CodeTool[];
  readonly button: HTMLElement | null;
  /** The focus or the button has gone elsewhere. */
  readonly onLeave: () => void;
  readonly onClose: () => void;
  readonly onPick: (action: CodeAction) => void;
}

function Menu({ id, tools, button, onLeave, onClose, onPick }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  useLayoutEffect(() => {
    if (menu.current !== null && button !== null) {
      positionMenu(menu.current, button);
      items()[0]?.focus();
    }
  }, []);
  useEffect(() => {
    // The button moves away beneath the menu, as it does in the workbench.
    document.addEventListener("scroll", onLeave, true);
    window.addEventListener("resize", onLeave);
    return () => {
      document.removeEventListener("scroll", onLeave, true);
      window.removeEventListener("resize", onLeave);
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const next: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const target = next[event.key];
    if (target !== undefined) {
      event.preventDefault();
      all.at(target % all.length)?.focus();
    } else if (event.key === "Escape") {
      // Closes the menu, and does not stop the answer as well.
      event.stopPropagation();
      event.preventDefault();
      onClose();
    } else if (event.key === "Tab") {
      // Back to the button first, so that Tab goes on from there.
      onClose();
    }
  };
  return (
    <div
      ref={menu}
      id={id}
      class="codeMenu"
      role="menu"
      aria-label={l10n.t("More actions")}
      popover="manual"
      onKeyDown={onKeyDown}
      onFocusOut={({ relatedTarget }) => {
        if (!menu.current?.contains(relatedTarget as Node | null) && relatedTarget !== button) {
          onLeave();
        }
      }}
    >
      {tools.map(({ action, icon }) => (
        <button key={action} type="button" role="menuitem" tabIndex={-1} onClick={() => onPick(action)}>
          <Icon name={icon} />
          {codeToolLabel(action)}
        </button>
      ))}
    </div>
  );
}
