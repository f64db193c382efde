/** So often the page reads a text for one drawing of the renderer "lexed": once alone is too short to be measured. */
export const LEXINGS = 50;
