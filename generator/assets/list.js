// A list page: filter by category, department and words with the state in the URL, fold the duties
// on phones, and hand out exactly the rows that are shown. Without this script the page shows all.
"use strict";
(() => {
  const table = document.querySelector("table.qd-list");
  const form = document.querySelector("[data-qd-filter]");
  if (!table || !form) return;
  const here = document.currentScript.src;
  const rows = [...table.querySelectorAll("tbody > tr:not(.qd-category)")];
  const chips = [...document.querySelectorAll(".qd-chips a[data-k]")];
  const folds = [...table.querySelectorAll("details.qd-fold")];
  const phone = matchMedia("(max-width: 47.9em)");
  const status = form.querySelector("[data-qd-shown]");
  const empty = document.querySelector("[data-qd-empty]");
  const { q: words, d: department } = form.elements;
  const sectionOf = (row) => row.closest("tbody").querySelector(".qd-category");
  const PARTS = ".qd-number, .qd-name, .qd-matter, td p, td li";

  // what a row says, without our own words around it; made when first asked for
  const said = new Map();
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const textOf = (row) => {
    if (!said.has(row)) {
      const parts = [...row.querySelectorAll(PARTS)].map((part) => part.textContent);
      said.set(row, fold(parts.join("\n")));
    }
    return said.get(row);
  };

  const asked = () => fold(words.value).split(/\s+/).filter(Boolean);
  let category = "";

  const read = () => {
    const query = new URLSearchParams(location.search);
    const wanted = query.get("k") || "";
    category = chips.some((chip) => chip.dataset.k === wanted) ? wanted : "";
    words.value = query.get("q") || "";
    if (department) {
      department.value = query.get("d") || "";
      if (department.selectedIndex < 0) department.value = "";
    }
  };

  const address = (k = category) => {
    const query = new URLSearchParams();
    if (k) query.set("k", k);
    if (department && department.value) query.set("d", department.value);
    if (words.value.trim()) query.set("q", words.value.trim());
    const text = query.toString();
    return text ? `?${text}` : "";
  };

  // one entry of the history for a run of typing, one for every choice
  const remember = (typing) => {
    const url = location.pathname + address();
    const replace = typing && history.state && history.state.typing;
    try {
      history[replace ? "replaceState" : "pushState"]({ typing }, "", url);
    } catch {
      // some browsers keep no history of files; the filter works all the same
    }
  };

  const shown = () => rows.filter((row) => !row.hidden);

  const apply = () => {
    const pieces = asked();
    const office = department ? department.value : "";
    for (const row of rows) {
      row.hidden =
        (category !== "" && sectionOf(row).id !== category) ||
        (office !== "" && !(row.dataset.d || "").split(" ").includes(office)) ||
        !pieces.every((piece) => textOf(row).includes(piece));
    }
    for (const body of table.tBodies) {
      const items = [...body.rows].slice(1);
      const left = items.filter((row) => !row.hidden).length;
      body.hidden = left === 0;
      body.rows[0].querySelector(".qd-count").textContent =
        left === items.length ? `${left} 项` : `${left} / ${items.length} 项`;
    }
    for (const chip of chips) {
      const chosen = chip.dataset.k === category;
      if (chosen) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
      chip.href = location.pathname + address(chip.dataset.k);
    }
    const count = shown().length;
    const all = count === rows.length;
    status.textContent = all ? `显示全部 ${count} 项` : `显示 ${count} 项，共 ${rows.length} 项`;
    form.classList.toggle("qd-filtered", !all);
    table.hidden = count === 0;
    empty.hidden = count > 0;
    const everywhere = empty.querySelector("[data-qd-everywhere]");
    everywhere.search = words.value.trim() ? `?q=${encodeURIComponent(words.value.trim())}` : "";
    if (phone.matches && pieces.length) {
      for (const each of folds) {
        const text = fold(each.textContent);
        if (pieces.some((piece) => text.includes(piece))) each.open = true;
      }
    }
    mark(pieces);
  };

  // what matched is marked without touching the text
  const mark = (pieces) => {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("qd-found");
    if (!pieces.length) return;
    const found = new Highlight();
    for (const part of shown().flatMap((row) => [...row.querySelectorAll(PARTS)])) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        for (const piece of pieces) {
          for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + piece.length);
            found.add(range);
          }
        }
      }
    }
    CSS.highlights.set("qd-found", found);
  };

  const target = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    return id ? document.getElementById(id) : null;
  };

  // on phones duties are folded; on wide screens and in print nothing is
  const refold = () => {
    const kept = target();
    for (const each of folds) each.open = !phone.matches || (kept !== null && kept.contains(each));
  };

  const reveal = () => {
    const row = target();
    if (!row) return;
    const section = row.closest("tbody");
    if (row.hidden || (section && section.hidden) || table.hidden) {
      category = "";
      words.value = "";
      if (department) department.value = "";
      apply();
    }
    for (const each of row.querySelectorAll("details.qd-fold")) each.open = true;
    row.scrollIntoView();
  };

  const all = document.createElement("li");
  all.innerHTML = '<a href="./" data-k="">全部 <span class="qd-count"></span></a>';
  all.querySelector(".qd-count").textContent = rows.length;
  document.querySelector(".qd-chips ul").prepend(all);
  chips.unshift(all.firstChild);
  for (const chip of chips) {
    chip.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      category = chip.dataset.k;
      remember(false);
      apply();
    });
  }
  words.addEventListener("input", () => {
    remember(true);
    apply();
  });
  if (department) {
    department.addEventListener("change", () => {
      remember(false);
      apply();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  empty.querySelector("[data-qd-all]").addEventListener("click", (event) => {
    event.preventDefault();
    category = "";
    words.value = "";
    if (department) department.value = "";
    remember(false);
    apply();
    words.focus();
  });
  addEventListener("popstate", () => {
    read();
    apply();
  });
  addEventListener("hashchange", reveal);
  phone.addEventListener("change", () => {
    refold();
    apply();
  });
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((each) => !each.open);
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });

  // the rows that are shown, as the files of the whole list hold them
  const paragraphs = (row, key) => {
    const cell = row.querySelector(`td[data-key="${key}"]`);
    const held = cell.querySelector(":scope .qd-quiet a[href^='#']");
    const texts = [...cell.querySelectorAll("p:not(.qd-quiet), li")].map((each) => each.textContent);
    return [...(held ? [`（与${held.textContent}合用一栏）`] : []), ...texts].join("\n");
  };
  const departmentsOf = (row) => {
    const cell = row.querySelector("td[data-key='departments']");
    const whole = cell.querySelector(".qd-cell");
    if (whole) return whole.textContent;
    return [...cell.querySelectorAll("li")].map((each) => each.textContent).join(table.dataset.between);
  };
  const number = (row) => Number(row.querySelector(".qd-number").textContent);
  const COLUMNS = {
    编号: (row) => row.id,
    序号: number,
    类别: (row) => sectionOf(row).querySelector(".qd-category-name").textContent,
    事项名称: (row) => row.querySelector(".qd-name").textContent,
    事项主题: (row) => [...row.querySelectorAll(".qd-matter")].map((each) => each.textContent).join("、"),
    对应上级部门: departmentsOf,
    上级部门职责: (row) => paragraphs(row, "superior"),
    镇街职责: (row) => paragraphs(row, "township"),
    承接部门及工作方式: (row) => paragraphs(row, "takeover"),
    主体责任: (row) => row.dataset.main || "",
    配合责任: (row) => row.dataset.supporting || "",
    依据: (row) => paragraphs(row, "basis"),
    出处: (row) => `${table.dataset.cited}${number(row)} 项`,
    网址: (row) => table.dataset.address + row.id,
  };
  const heads = table.dataset.heads.split("|");
  const content = () => [heads, ...shown().map((row) => heads.map((head) => COLUMNS[head](row)))];
  const fileName = () => {
    const count = shown().length;
    return table.dataset.file + (count === rows.length ? "" : `（筛选出 ${count} 项）`);
  };
  const load = () =>
    window.qdTables
      ? Promise.resolve()
      : new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = here.replace(/list\.js(?=$|\?)/, "tables.js");
          script.onload = resolve;
          script.onerror = reject;
          document.head.append(script);
        });
  const offer = (form_) =>
    load().then(() => window.qdTables.save(fileName(), form_, content()));
  form.querySelector("[data-qd-csv]").addEventListener("click", () => offer("csv"));
  form.querySelector("[data-qd-xlsx]").addEventListener("click", () => offer("xlsx"));
  form.querySelector("[data-qd-print]").addEventListener("click", () => print());

  // copy.js answers to these buttons; without scripts the number of an item is its link
  for (const row of rows) {
    const cited = `${COLUMNS.事项名称(row)}\n出处：${COLUMNS.出处(row)}`;
    const buttons = [["复制链接", ""], ["复制链接和出处", cited]].map(([name, text]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "qd-copy";
      button.dataset.copy = `#${row.id}`;
      if (text) button.dataset.copyText = text;
      button.textContent = name;
      return button;
    });
    row.querySelector(".qd-do").prepend(...buttons);
  }

  form.hidden = false;
  read();
  refold();
  apply();
  if (target()) reveal();
})();
