/**
 * Has the clipboard get the source of formulas in a selection, on the line that they stand in: the browser puts a
 * line break at every formula, whose signs are not selected.
 */
export function copyFormulasAsSource(page: Document): void {
  page.addEventListener("copy", (event) => {
    const selection = page.getSelection();
    const formulas = [...page.querySelectorAll<HTMLElement>(".math")];
    if (
      selection === null ||
      event.clipboardData === null ||
      !formulas.some((formula) => selection.containsNode(formula, true))
    ) {
      return;
    }
    // What is not laid out is no part of a selection's text; nothing is painted meanwhile.
    page.documentElement.classList.add("copying");
    const text = selection.toString();
    page.documentElement.classList.remove("copying");
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  });
}
