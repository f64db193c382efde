import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isShellLanguage } from "../../shared/codeInfo";
import type { CodeAction } from "../../shared/protocol";
import { CopyButton } from "../components/buttons";
import { Icon, IconButton, type IconName } from "../components/icon";
import { memo, useUniqueId } from "../components/preactHelpers";
import { usePanel } from "../state/panel";

/** One thing to do with a code block, as its toolbar offers it. */
interface CodeTool {
  readonly action: CodeAction;
  readonly icon: IconName;
  /** True when it moves into "More actions" where there is little room. */
  readonly rare: boolean;
}

const tools: readonly CodeTool[] = [
  { action: "apply", icon: "diff", rare: false },
  { action: "insert", icon: "insert", rare: true },
  { action: "newFile", icon: "new-file", rare: true },
];

const shellTools: readonly CodeTool[] = [
  { action: "run", icon: "terminal", rare: false },
  ...tools.map((tool) => ({ ...tool, rare: true })),
];

/**
 * What the toolbar of a block in this language offers, most used first; only shells can be run.
 *
 * @param hasTerminal where they can be run
 * @param crowded true when a tool of the block's own takes the place of the most used one where there is little room
 */
function codeTools(language: string, hasTerminal: boolean, crowded: boolean): readonly CodeTool[] {
  const offered = hasTerminal && isShellLanguage(language) ? shellTools : tools;
  return crowded ? offered.map((tool) => ({ ...tool, rare: true })) : offered;
}

/** What stands on the tool's button. */
function codeToolLabel(action: CodeAction): string {
  switch (action) {
    case "apply":
      return l10n.t("Apply as diff");
    case "insert":
      return l10n.t("Insert at cursor");
    case "newFile":
      return l10n.t("Open in new editor");
    case "run":
      return l10n.t("Run in terminal");
  }
}

interface CodeToolbarProps {
  /** The code as it is by then: a toolbar that held it would be drawn again with each chunk. */
  readonly code: () => string;
  readonly language: string;
  /** The whole info string: it may name the file that the code is for. */
  readonly info: string;
  /** False while the fence is open: half a program is not to be applied. */
  readonly ready: boolean;
  /** A tool of this block alone, such as that for its diagram. */
  readonly children?: ComponentChildren;
}

/**
 * What can be done with a code block. The buttons have their place from the first line on, so that
 * nothing moves when the block is complete.
 */
export const CodeToolbar = memo(function CodeToolbar({ code, language, info, ready, children }: CodeToolbarProps) {
  const panel = usePanel();
  const hasTerminal = panel.model.state.look.noTerminal !== true;
  const tools = codeTools(language, hasTerminal, children !== undefined);
  const group = useRef<HTMLDivElement>(null);
  const run = (action: CodeAction): void => {
    const near = action === "apply" && group.current ? fileNamedBefore(group.current) : undefined;
    panel.post("code", { action, code: code(), language: info, ...(near === undefined ? {} : { near }) });
  };
  return (
    <div ref={group} class="codeTools" role="group" aria-label={l10n.t("Code actions")}>
      {children}
      {tools.map(({ action, icon, rare }) => (
        <IconButton
          icon={icon}
          key={action}
          class={rare ? "rare" : undefined}
          label={codeToolLabel(action)}
          disabled={!ready}
          onClick={() => run(action)}
        />
      ))}
      <CopyButton label={l10n.t("Copy code")} text={code} copies="code" />
      <MoreMenu tools={tools.filter(({ rare }) => rare)} disabled={!ready} onPick={run} />
    </div>
  );
});

/** Characters in front of a code block in which a file may be named. */
const nearby = 300;
const fileName = /^[\w@./\\-]*\w\.[A-Za-z]\w{0,9}$/;

/**
 * The file that the words in front of a code block name last: "Put this into `src/weather.ts`:". A name without a
 * folder counts only as code or as a link: "Node.js" is none.
 */
function fileNamedBefore(tools: HTMLElement): string | undefined {
  const before = tools.closest(".codeBlock")?.previousElementSibling;
  const marked = [...(before?.querySelectorAll("code, a, button") ?? [])].map(({ textContent }) => textContent.trim());
  const words = (before?.textContent ?? "").slice(-nearby).split(/[\s`"'“”()<>]+/);
  const bare = words.map((word) => word.replace(/[.,:;!?]+$/, "")).filter((word) => /\w[/\\]\w/.test(word));
  const named = (names: readonly string[]): string | undefined =>
    names.map((name) => name.replace(/:\d.*$/, "")).findLast((name) => fileName.test(name));
  return named(marked) ?? named(bare);
}

/** Pixels between a menu and its button, and the edges of the view. */
const gap = 2;
const margin = 4;

/**
 * Shows a menu in the top layer, where no turn can cut it off (`content-visibility` clips what reaches
 * out of one), below its button or, where there is no room, above it.
 */
function positionMenu(menu: HTMLElement, button: HTMLElement): void {
  // Missing in jsdom, where nothing is laid out.
  (menu as Partial<HTMLElement>).showPopover?.call(menu);
  const place = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = place.bottom + gap;
  const fits = below + height + margin <= window.innerHeight;
  const end = window.getComputedStyle(button).direction === "rtl" ? place.left : place.right - width;
  menu.style.top = `${fits ? below : Math.max(place.top - gap - height, margin)}px`;
  menu.style.left = `${Math.max(Math.min(end, window.innerWidth - width - margin), margin)}px`;
}

interface MoreMenuProps {
  readonly tools: readonly CodeTool[];
  readonly disabled: boolean;
  readonly onPick: (action: CodeAction) => void;
}

/** The tools that a narrow sidebar has no room for: a menu button (ARIA Authoring Practices, Menu Button). */
function MoreMenu({ tools, disabled, onPick }: MoreMenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useUniqueId();
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span class="more">
      <IconButton
        icon="ellipsis"
        button={button}
        label={l10n.t("More actions")}
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
      />
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
