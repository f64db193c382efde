/** Pixels between a menu and its button, and the edges of the view. */
const gap = 2;
const margin = 4;

/**
 * Shows a menu in the top layer, where no turn can cut it off (`content-visibility` clips what reaches
 * out of one), below its button or, where there is no room, above it.
 */
export function positionMenu(menu: HTMLElement, button: HTMLElement): void {
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
