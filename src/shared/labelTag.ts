/** The label of a link's or a footnote's definition as it is compared (CommonMark §4.7). */
export function labelTag(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase().toLowerCase();
}
