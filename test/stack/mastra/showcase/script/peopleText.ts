/** What people write, and models after them, where CommonMark takes a sign for something that nobody meant. */
export const PEOPLE_TEXT = [
  "[INFO]: Done\n[WARN]: Retried\nCurrent task: complete\nNext task: none",
  "The normals are means of 30 years.[^1] Snow counts as water.[^snow]",
  "含**「重点」**内容，**重要提示（Notice）：**请注意。访问 https://example.com/docs（中文说明）了解更多。**Note:**the same in Latin letters.",
  "The settings are in C:\\Users\\me\\.config\\_stations and on \\\\weather\\share\\.data.",
  "1. About ~10 stations measure 1~3 times a day.\n2. ~~Never~~ in winter.",
  "| Station | Readings |\n| --- | --- |\n| Oslo | first<br>second |\n| Rome | <b>not bold</b><BR/>third |",
  "The README for it:\n\n```markdown\n# Stations\n\n```bash\nnpm run measure\n```\n\nThat is all.\n```",
  "And what stands [in the docs][docs].",
  "[docs]: https://example.com/docs 'Documentation'\n\n[^1]: Renewed every **ten** years.\n[^snow]: Ten millimetres of snow are one of rain.",
].join("\n\n");
