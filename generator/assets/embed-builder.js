/* The builder at /embed/: choices become an address, a preview and the code to copy. Heights are
   those that were worked out when the site was built; if a choice changes them (size, density), the
   preview is measured, by the same message that embed.js hears. */
'use strict';

(() => {
  const form = document.querySelector('[data-qd-builder]');
  let preview = document.querySelector('[data-qd-preview]');
  const ROOT = new URL('..', document.currentScript.src).href;
  const FROM_DISK = ROOT.startsWith('file:');
  const { site, integrity, sandbox } = form.dataset;
  const field = form.elements;
  const cache = new Map();
  let chosen = []; // [id, name] of townships to be compared
  let measured = 0;
  let address = '';
  let newest = 0; // of the updates that wait for data, only the newest counts

  // --- data ------------------------------------------------------------------------------------

  function once(key, make) {
    if (!cache.has(key)) {
      cache.set(key, make().catch(() => null));
    }
    return cache.get(key);
  }

  const script = (key) => once(key, () => new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = `${ROOT}${key}.js`;
    element.onload = () => resolve(window.qingdan[key]);
    element.onerror = reject;
    document.head.append(element);
  }));

  /** What the embed in a folder says of itself; null from a disk, where nothing can be fetched. */
  const facts = (folder) => once(folder, async () => {
    const answer = await fetch(`${ROOT}embed/v1/${folder}/oembed.json`);
    return answer.ok ? answer.json() : null;
  });

  // --- choices ---------------------------------------------------------------------------------

  function fill(select, pairs) {
    const before = select.value;
    select.replaceChildren(...pairs.map(([value, text]) => new Option(text, value)));
    if (pairs.some(([value]) => value === before)) {
      select.value = before;
    }
  }

  async function fillTowns() {
    const { towns } = await script(`compare/data/${field.scope.value}/towns`) || { towns: [] };
    fill(field.town, towns);
  }

  async function fillLists() {
    const counts = await facts(`${field.town.value}/counts`);
    if (counts) {
      fill(field.list, Object.entries(counts.qingdan.lists));
    }
  }

  async function fillParts() {
    const list = await facts(`${field.town.value}/${field.list.value}`);
    const { categories, items } = list ? list.qingdan : { categories: [], items: [] };
    fill(field.part, [['', '全部'], ...categories.map(({ id, name }) => [id, name])]);
    fill(field.one, items.map(({ id, number, name }) => [id, `${number} ${name}`.slice(0, 60)]));
  }

  async function fillMatters() {
    const { matters } = await script('compare/vocabulary') || { matters: [] };
    fill(field.matter, matters);
  }

  function showChosen() {
    document.querySelector('[data-qd-chosen]').textContent =
      chosen.map(([, name]) => name).join('、') || '没有选，显示全部';
  }

  // --- the embed -------------------------------------------------------------------------------

  /** What is chosen: folder below embed/v1/, anchor, parameters, and where heights are found. */
  function wanted() {
    const kind = field.kind.value;
    const town = field.town.value;
    const parameters = new URLSearchParams();
    const add = (name, value) => value && parameters.set(name, value);
    let folder = 'search';
    let anchor = '';
    if (kind === 'list' || kind === 'item') {
      folder = `${town}/${field.list.value}`;
      anchor = kind === 'list' ? field.part.value : field.one.value;
    } else if (kind === 'counts') {
      folder = `${town}/counts`;
    } else if (kind === 'matter') {
      folder = `matters/${field.matter.value}`;
      add('t', chosen.map(([id]) => id).join(','));
    }
    add('theme', field.theme.value);
    add('size', field.size.value);
    add('density', field.density.value);
    const accent = field.accent.value.trim().replace(/^#/, '');
    add('accent', /^[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : '');
    const query = parameters.toString().replace(/%2F/g, '/').replace(/%2C/g, ',');
    return { kind, folder, anchor, query };
  }

  function builtHeight({ kind, anchor }, document_, width) {
    if (!document_ || field.size.value || field.density.value) {
      return 0;
    }
    const about = document_.qingdan;
    const place = about.widths.indexOf(width);
    if (anchor) {
      const found = [...about.items, ...about.categories].find((each) => each.id === anchor);
      return found ? found.heights[place] : 0;
    }
    if (kind === 'matter' && chosen.length) {
      const rows = chosen.map(([id]) => about.townships.find((each) => each.id === id));
      return rows.every(Boolean)
        ? rows.reduce((sum, row) => sum + row.heights[place], about.base[place]) : 0;
    }
    return about.heights[place];
  }

  const escaped = (text) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  function write({ folder, anchor, query }, title, width, height) {
    const base = `${site}embed/v1/${folder}/`;
    const src = `${base}${query && `?${query}`}${anchor && `#${anchor}`}`;
    const frame = (wide, more) => `<iframe src="${escaped(src)}" title="${escaped(title)}" ` +
      `width="${wide}" height="${height}" loading="lazy" frameborder="0" ` +
      `sandbox="${sandbox}"${more}></iframe>`;
    const towns = chosen.length && folder.startsWith('matters/')
      ? `t=${chosen.map(([id]) => id).join(',')}` : '';
    const only = anchor ? `only=${anchor}` : towns;
    const texts = {
      frame: frame(width, ''),
      script: `${frame('100%', ' data-qingdan')}\n<script src="${site}embed/v1/embed.js" ` +
        `integrity="${integrity}" crossorigin="anonymous" defer></script>`,
      ssi: `<!--# include virtual="/qingdan/${folder}/fragment.html${only && `?${only}`}" -->`,
      fetch: `sh fetch.sh "${base}fragment.html"${only && ` "${only}"`} > qingdan.html`,
      json: `${base}oembed.json`,
    };
    Object.keys(texts).forEach((name) => {
      document.getElementById(`qd-code-${name}`).textContent = texts[name];
    });
  }

  async function update() {
    if (form.hidden) {
      return; // the choices are not there yet
    }
    const number = newest += 1;
    form.querySelectorAll('[data-for]').forEach((each) => {
      each.hidden = !each.dataset.for.split(' ').includes(field.kind.value);
    });
    const embed = wanted();
    const width = Number(field.width.value);
    const found = FROM_DISK ? null : await facts(embed.folder);
    if (number !== newest) {
      return;
    }
    const title = found ? found.title : '清单';
    const local = `${ROOT}embed/v1/${embed.folder}/${FROM_DISK ? 'index.html' : ''}` +
      `${embed.query && `?${embed.query}`}${embed.anchor && `#${embed.anchor}`}`;
    if (local !== address) {
      address = local;
      measured = 0;
      // a new frame each time: the choices leave no trail in the history of the tab
      const fresh = preview.cloneNode();
      fresh.src = local;
      preview.replaceWith(fresh);
      preview = fresh;
    }
    const built = builtHeight(embed, found, width);
    const height = built || measured || 600;
    preview.title = title;
    preview.width = width;
    preview.height = height;
    document.querySelector('[data-qd-size]').textContent =
      `${width} × ${height} 像素${built ? '' : '（在预览里量出）'}`;
    write(embed, title, width, height);
  }

  window.addEventListener('message', (event) => {
    const said = event.data;
    if (event.source === preview.contentWindow && said && said.qingdan === 1 &&
        Number.isFinite(said.height) && said.height !== measured) {
      measured = said.height;
      update();
    }
  });

  // --- copying ---------------------------------------------------------------------------------

  async function copy(button) {
    const code = document.getElementById(button.dataset.qdCopy);
    let done = true;
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch (error) {
      getSelection().selectAllChildren(code);
      done = document.execCommand('copy');
    }
    button.textContent = done ? '已复制' : '没有复制成，请按 Ctrl+C';
    setTimeout(() => {
      button.textContent = '复制';
    }, 2000);
  }

  document.querySelectorAll('button[data-qd-copy]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => copy(button));
  });

  // --- start -----------------------------------------------------------------------------------

  const steps = {
    scope: [fillTowns, fillLists, fillParts], town: [fillLists, fillParts], list: [fillParts],
  };
  form.addEventListener('change', async (event) => {
    for (const step of steps[event.target.name] || []) {
      await step();
    }
    update();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.querySelector('[data-qd-add]').addEventListener('click', () => {
    const { value, selectedOptions } = field.town;
    if (value && !chosen.some(([id]) => id === value)) {
      chosen.push([value, selectedOptions[0].textContent]);
    }
    showChosen();
    update();
  });
  form.querySelector('[data-qd-none]').addEventListener('click', () => {
    chosen = [];
    showChosen();
    update();
  });

  (async () => {
    const { scopes } = await script('search/catalog') || { scopes: [] };
    fill(field.scope, scopes);
    await Promise.all([fillTowns().then(fillLists).then(fillParts), fillMatters()]);
    form.hidden = false;
    update();
  })();
})();
