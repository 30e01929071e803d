// Pages of departments: show only those whose name holds the words that are typed, state in the
// URL. Without this script the page shows all.
"use strict";
(() => {
  const form = document.querySelector("[data-qd-narrow]");
  if (!form) return;
  const entries = [...document.querySelectorAll("[data-qd-name]")];
  const status = form.querySelector("[data-qd-shown]");
  const empty = document.querySelector("[data-qd-empty]");
  const words = form.elements.q;
  const here = document.currentScript.src;
  const fold = (text) => text.normalize("NFKC").toLowerCase();

  const apply = () => {
    const pieces = fold(words.value).split(/\s+/).filter(Boolean);
    for (const each of entries) {
      const name = fold(each.dataset.qdName);
      each.hidden = !pieces.every((piece) => name.includes(piece));
    }
    // an office may stand in a table and in a section of its own: count the sections or else the rows
    const counted = entries.filter((each) => each.tagName === entries[entries.length - 1].tagName);
    const count = counted.filter((each) => !each.hidden).length;
    status.textContent =
      count === counted.length ? `显示全部 ${count} 种部门` : `显示 ${count} 种部门，共 ${counted.length} 种`;
    empty.hidden = count > 0;
  };
  const read = () => {
    words.value = new URLSearchParams(location.search).get("q") || "";
    apply();
  };
  words.addEventListener("input", () => {
    const text = words.value.trim();
    const url = location.pathname + (text ? `?q=${encodeURIComponent(text)}` : "");
    const replace = history.state && history.state.typing;
    try {
      history[replace ? "replaceState" : "pushState"]({ typing: true }, "", url);
    } catch {
      // some browsers keep no history of files; the filter works all the same
    }
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", read);
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) {
      words.value = "";
      apply();
      target.scrollIntoView();
    }
  });
  // the rows that are shown, as the file of the whole page holds them
  const content = () => {
    const lines = [...document.querySelectorAll("section[data-office]:not([hidden]) li[data-item]")];
    return [
      form.dataset.heads.split("|"),
      ...lines.map((line) => {
        const { role, cited, address } = line.parentElement.dataset;
        const { item, printed, number } = line.dataset;
        return [
          line.closest("section").dataset.office,
          printed,
          role,
          item,
          Number(number),
          line.querySelector(".qd-under").textContent,
          line.querySelector("a").textContent,
          `${cited}${number} 项`,
          address + item,
        ];
      }),
    ];
  };
  const load = () =>
    window.qdTables
      ? Promise.resolve()
      : new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = here.replace(/narrow\.js(?=$|\?)/, "tables.js");
          script.onload = resolve;
          script.onerror = reject;
          document.head.append(script);
        });
  for (const kind of ["csv", "xlsx"]) {
    const button = form.querySelector(`[data-qd-${kind}]`);
    if (!button) continue;
    button.addEventListener("click", () => {
      const name = form.dataset.file + (words.value.trim() ? `（${words.value.trim()}）` : "");
      load().then(() => window.qdTables.save(name, kind, content()));
    });
  }

  form.hidden = false;
  read();
})();
