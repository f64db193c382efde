/**
 * The beginning of a text, cut between two characters as people see them (grapheme clusters), so that no
 * emoji and no accent is torn apart.
 *
 * @param most how much may be kept, in what `size` counts; by default in characters
 */
export function truncateGraphemes(text: string, most: number, size: (character: string) => number = () => 1): string {
  let end = 0;
  let kept = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    kept += size(segment);
    if (kept > most) {
      break;
    }
    end += segment.length;
  }
  return text.slice(0, end);
}
