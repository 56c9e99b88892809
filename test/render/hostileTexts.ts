import { HOSTILE } from "./reportFixture.ts";

/** Text that would act wherever it is read: terminals, pages, spreadsheets, Markdown. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  ...HOSTILE,
  "a spreadsheet's formula": "=cmd|' /C calc'!A0",
  "a formula by plus": "+1+cmd|' /C calc'!A0",
  "a formula by at": "@SUM(1+1)*cmd|' /C calc'!A0",
  "a formula behind a tab": "\t=HYPERLINK(1)",
  "a script": "<script>pwned=1;alert(1)</script>",
  "the end of a style": "</style></script><img src=x onerror='pwned=1'>",
  "an attribute": `" onmouseover="pwned=1" x='`,
  "a script's address": "javascript:pwned=1",
  "a link and a picture": "[x](javascript:pwned=1) ![y](http://evil.example/z.png) <http://evil.example>",
  "a table's cell": "a | b \\| c `code` **bold** _under_ # head\n\n---\n- item",
  "a footnote and a mention": "[^1] @someone #1 https://evil.example/a www.evil.example ~~x~~ $x$ :boom:",
  "an entity": "&lt;b&gt; &amp; &#x3c;script&#x3e;",
  "ten kilobytes": "ten kB ".repeat(1463),
  "ten kilobytes in one word": "x".repeat(10_240),
};
