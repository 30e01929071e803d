// A township: narrow its items of all lists down by list, category, department and words, with the
// state in the URL, and hand out exactly what is shown. Without this script all items can be opened.
"use strict";
(() => {
  const form = document.querySelector("[data-qd-items]");
  if (!form) return;
  const fold = document.querySelector("details.qd-items");
  const table = fold.querySelector("table");
  const bodies = [...table.tBodies];
  const rows = bodies.flatMap((body) => [...body.rows].slice(1));
  const fields = [...form.elements].filter((field) => field.name);
  const status = form.querySelector("[data-qd-shown]");
  const empty = document.querySelector("[data-qd-empty]");
  const deeper = document.querySelector("[data-qd-deeper]");
  const even = (text) => text.normalize("NFKC").toLowerCase();

  const said = new Map();
  const textOf = (row) => {
    if (!said.has(row)) said.set(row, even(row.textContent));
    return said.get(row);
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) || "";
      if (field.selectedIndex < 0) field.value = "";
    }
  };
  const address = () => {
    const chosen = fields.map((field) => [field.name, field.value.trim()]).filter(([, text]) => text);
    return chosen.length ? `?${new URLSearchParams(chosen)}` : "";
  };
  // one entry of the history for a run of typing, one for every choice
  const remember = (typing) => {
    const replace = typing && history.state && history.state.typing;
    try {
      history[replace ? "replaceState" : "pushState"]({ typing }, "", location.pathname + address());
    } catch {
      // some browsers keep no history of files; the filter works all the same
    }
  };

  const shown = () => rows.filter((row) => !row.hidden);
  const apply = () => {
    const { q, l, k, d } = form.elements;
    const pieces = even(q.value).split(/\s+/).filter(Boolean);
    for (const body of bodies) {
      const items = [...body.rows].slice(1);
      for (const row of items) {
        row.hidden =
          (l && l.value !== "" && body.dataset.l !== l.value) ||
          (k.value !== "" && row.dataset.k !== k.value) ||
          (d && d.value !== "" && !(row.dataset.d || "").split(" ").includes(d.value)) ||
          !pieces.every((piece) => textOf(row).includes(piece));
      }
      const left = items.filter((row) => !row.hidden).length;
      body.hidden = left === 0;
      body.rows[0].querySelector(".qd-count").textContent =
        left === items.length ? `${left} 项` : `${left} / ${items.length} 项`;
    }
    const count = shown().length;
    const all = count === rows.length;
    status.textContent = all ? `全部 ${count} 项` : `显示 ${count} 项，共 ${rows.length} 项`;
    form.classList.toggle("qd-filtered", !all);
    if (!all) fold.open = true;
    table.hidden = count === 0;
    empty.hidden = count > 0;
    deeper.hidden = !pieces.length;
    for (const link of deeper.querySelectorAll("a")) {
      link.search = pieces.length ? `?${new URLSearchParams({ q: q.value.trim() })}` : "";
    }
  };

  for (const field of fields) {
    field.addEventListener("input", () => {
      remember(field.type === "search");
      apply();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  empty.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault();
    for (const field of fields) field.value = "";
    remember(false);
    apply();
    form.elements.q.focus();
  });
  addEventListener("popstate", () => {
    read();
    apply();
  });

  const content = () => [
    form.dataset.heads.split("|"),
    ...shown().map((row) => {
      const { title, cited, address: before } = row.parentElement.dataset;
      const [number, name, category, departments] = [...row.cells].map((cell) => cell.textContent);
      const id = row.querySelector("a").hash.slice(1);
      return [title, id, Number(number), category, name, departments, `${cited}${number} 项`, before + id];
    }),
  ];
  for (const kind of ["csv", "xlsx"]) {
    form.querySelector(`[data-qd-${kind}]`).addEventListener("click", () => {
      const count = shown().length;
      const part = count === rows.length ? "" : `（筛选出 ${count} 项）`;
      window.qdTables.save(form.dataset.file + part, kind, content());
    });
  }
  form.querySelector("[data-qd-print]").addEventListener("click", () => {
    fold.open = true;
    print();
  });

  form.hidden = false;
  read();
  apply();
})();
