/* What /compare/ knows: loads the chosen townships, and lays their items side by side by matter.
   No DOM but the script elements that carry the data (they work from file://). */
'use strict';

(() => {
  const ROOT = new URL('../', document.currentScript.src);
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/;
  const KINDS = ['basic', 'cooperative', 'withdrawn', 'territorial'];
  const data = window.qingdan;

  const run = data.runner(ROOT);

  /** The value of a data file, by its key. */
  const load = (key) => run(`${key}.js`).then(() => data[key]);

  let names = null;

  /** Names of categories, matters and offices, by id; matters know their place in the order. */
  async function vocabulary() {
    if (!names) {
      const found = await load('compare/vocabulary');
      names = {
        categories: new Map(found.categories),
        matters: new Map(found.matters.map(([id, name, category], place) =>
          [id, { id, name, category, place }])),
        offices: new Map(found.offices),
      };
    }
    return names;
  }

  /** A township: its names and items; null if the site has none of this id. */
  async function town(id) {
    if (!ID.test(id)) {
      return null;
    }
    try {
      const found = await load(`compare/data/${id}/outline`);
      if (!found.read) {
        found.read = found.items.map(
          ([kind, item, number, name, matters, offices, answer, departments], place) =>
            ({ kind, item, number, name, matters, offices, answer, departments, place }));
      }
      return found;
    } catch {
      return null;
    }
  }

  /** The wordings of a township's items, in their order; null if another edition is on the site. */
  async function texts(value) {
    const found = await load(`compare/data/${value.id}/texts`);
    return found.edition === value.edition ? found.texts : null;
  }

  /** How the towns (never a district-wide list) stand to each other in one matter. */
  function relation(cells, towns) {
    const held = cells.filter((cell, place) => cell.length && !towns[place].district)
      .map((cell) => KINDS.filter((kind) => cell.some((item) => item.kind === kind)).join());
    if (held.length < 2) {
      return held.length ? 'only' : 'none';
    }
    return held.every((kinds) => kinds === held[0]) ? 'same' : 'diff';
  }

  /** All matters of the chosen townships: matter, cells (items in each township), relation. */
  function rows(towns, { categories, matters }) {
    const cells = new Map();
    towns.forEach((value, place) => {
      for (const item of value.read) {
        for (const id of item.matters) {
          if (!cells.has(id)) {
            cells.set(id, towns.map(() => []));
          }
          cells.get(id)[place].push(item);
        }
      }
    });
    const order = [...categories.keys()];
    const rank = (row) => order.indexOf(row.matter.category) * 1e6 + row.matter.place;
    return [...cells].filter(([id]) => matters.has(id))
      .map(([id, found]) => ({
        matter: matters.get(id), cells: found, relation: relation(found, towns),
      }))
      .sort((one, other) => rank(one) - rank(other));
  }

  const hasOffice = (row, office) =>
    row.cells.some((cell) => cell.some((item) => item.offices.includes(office)));

  data.compare = { ROOT, KINDS, run, load, vocabulary, town, texts, rows, hasOffice };
})();
