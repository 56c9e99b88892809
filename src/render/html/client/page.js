// Makes the tables of the page sortable, copyable and savable. Without it the page lacks nothing but that.
(() => {
  const FORMULA = /^[=+\-@\t\r\n]/;
  /** The mark of UTF-8 that spreadsheets look for. */
  const MARK = String.fromCharCode(0xfeff);
  const isNumber = (cell) => cell.classList.contains("n");

  /** What a cell holds: the figure in full where the text shown is shorter. */
  const heldBy = (cell) => {
    const text = cell.dataset.v ?? cell.textContent;
    return isNumber(cell) ? text.replaceAll(",", "") : text;
  };

  const headOf = (cell) => (cell.querySelector("button") ?? cell).textContent;

  /** A text that a spreadsheet would run as a formula gets an apostrophe before it; figures are our own. */
  const inert = (cell, value) => (!isNumber(cell) && FORMULA.test(value) ? `'${value}` : value);

  const rowsOf = (table) => [...table.tBodies[0].rows];

  /** Generated data say so in every row that leaves the page, since rows are what is copied on. */
  const isSynthetic = /^synthetic/i.test(document.querySelector(".banner")?.textContent ?? "");
  const marked = (cells, mark) => (isSynthetic ? [...cells, mark] : cells);

  const gridOf = (table) => [
    marked(
      [...table.tHead.rows[0].cells].map((cell) => (FORMULA.test(headOf(cell)) ? `'${headOf(cell)}` : headOf(cell))),
      "synthetic",
    ),
    ...rowsOf(table).map((row) =>
      marked(
        [...row.cells].map((cell) => inert(cell, heldBy(cell))),
        "true",
      ),
    ),
  ];

  const quoted = (text) =>
    /[",;\r\n\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
  const csvOf = (table) =>
    gridOf(table)
      .map((row) => `${row.map(quoted).join(",")}\r\n`)
      .join("");
  const tabbedOf = (table) =>
    gridOf(table)
      .map((row) => row.map((text) => text.replace(/\s+/g, " ")).join("\t"))
      .join("\n");

  const collator = new Intl.Collator("en", { numeric: true });
  /** Orders two cells; what is no figure goes last, whichever way. */
  const compare = (a, b, way) => {
    const [x, y] = [heldBy(a), heldBy(b)];
    if (!isNumber(a)) return way * collator.compare(x, y);
    const [m, n] = [Number.parseFloat(x), Number.parseFloat(y)];
    if (Number.isNaN(m) || Number.isNaN(n)) return Number.isNaN(m) - Number.isNaN(n);
    return way * (m - n);
  };

  const sort = (table, head, column) => {
    const next = head.getAttribute("aria-sort") === "descending" ? "ascending" : "descending";
    const first = isNumber(head) ? next : head.hasAttribute("aria-sort") ? next : "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", first);
    const way = first === "ascending" ? 1 : -1;
    table.tBodies[0].append(...rowsOf(table).sort((a, b) => compare(a.cells[column], b.cells[column], way)));
  };

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Where the clipboard is not to be had, a page opened from a disk may still copy what is selected.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  const save = (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([MARK, text], { type: "text/csv;charset=utf-8" }));
    link.download = `${name}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  for (const table of document.querySelectorAll("table.data")) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const text = head.textContent;
      head.replaceChildren(button(text, () => sort(table, head, column)));
    });
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.append(
      button("Copy table", async () => {
        told.textContent = (await copy(tabbedOf(table))) ? "Copied." : "The browser did not let it be copied.";
      }),
      button("Download CSV", () => save(table.dataset.name, csvOf(table))),
      told,
    );
    table.parentElement.before(tools);
  }

  // On paper nothing can be unfolded. What was closed is closed again afterwards.
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open]):not(.long)")) {
      one.open = true;
      opened.push(one);
    }
  });
  addEventListener("afterprint", () => {
    for (const one of opened.splice(0)) one.open = false;
  });
})();
