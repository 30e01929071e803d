/* Part 8: the page /contribute/form/. Nothing is sent: what comes out is a patch to save, and links
   to the hosting site. ?t=township&i=item opens an item at once. */
'use strict';

(() => {
  const page = document.querySelector('[data-qd-form]');
  if (!page) {
    return;
  }
  const { form, make } = window.qingdan;
  const ROOT = new URL('../../', location.href.split(/[?#]/)[0]);
  const SIGNS = { basic: '● 基本', cooperative: '◐ 配合', withdrawn: '○ 收回', territorial: '▣ 全区' };
  const SEVERITIES = { error: '错误', warning: '警告', info: '提示' };
  const MOST = 10;
  const NAME = 60; // characters of a name among those found
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/;
  const part = (name) => page.querySelector(`[data-qd-${name}]`);
  const edit = page.dataset.qdForm;
  let words = null;
  let town = null; // the picked township, with `now`: path -> text with the changes
  let open = null; // the item in the form
  let saved = true;

  const run = window.qingdan.runner(ROOT);
  const load = (key) => run(`${key}.js`).then(() => window.qingdan[key]);
  const shorten = (text) => (text.length > NAME ? `${text.slice(0, NAME)}…` : text);
  const say = (name, ...content) => part(name).replaceChildren(...content);

  // --- which township, which item --------------------------------------------------------------

  async function counties() {
    const { scopes } = await load('search/catalog');
    const select = part('county');
    select.append(...scopes.map(([id, name]) => make('option', { value: id }, name)));
    select.closest('p').hidden = false;
    select.addEventListener('change', async () => {
      const { towns } = select.value ? await load(`compare/data/${select.value}/towns`) : { towns: [] };
      part('town').replaceChildren(make('option', { value: '' }, '选一个'),
        ...towns.map(([id, name]) => make('option', { value: id }, name)));
    });
  }

  async function pick(id) {
    open = null;
    town = null;
    part('item').hidden = true;
    part('find').hidden = true;
    say('told');
    if (!ID.test(id)) {
      return;
    }
    try {
      words = words || await load('contribute/form/words');
      const found = await load(`contribute/form/data/${id}`);
      await run('assets/vendor/diff/diff.min.js');
      about();
      const now = new Map(Object.values(found.lists).map(({ path, text }) => [path, text]));
      town = { ...found, now };
    } catch {
      say('told', '这个乡镇的数据没有取到，请刷新页面再试。');
      return;
    }
    part('find').hidden = false;
    part('words').value = '';
    search();
  }

  function about() {
    if (words.known) {
      return;
    }
    words.known = {
      matters: new Map(words.matters.map(([name, now]) => [name, now || name])),
      offices: new Set(words.offices),
      records: words.records,
    };
    document.querySelector('#qd-matters').append(...words.matters.filter(([, now]) => !now)
      .map(([name]) => make('option', { value: name })));
  }

  /** The lists of the township as they stand now: [kind, path, outline]. */
  const lists = () => Object.entries(town.lists)
    .map(([kind, { path }]) => [kind, path, form.outline(town.now.get(path))]);

  function search() {
    part('found').hidden = false;
    const wanted = part('words').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    const others = [];
    for (const [kind, path, outline] of lists()) {
      if (!outline) {
        others.push(path);
        continue;
      }
      for (const item of outline.items) {
        const text = outline.lines.slice(item.begin, item.end).join('\n').toLowerCase();
        if (wanted.every((word) => text.includes(word) || String(item.place) === word)) {
          const name = (item.value.name || '').toLowerCase();
          const rank = wanted.every((word) => item.id === word) ? 0
            : wanted.every((word) => name.includes(word)) ? 1 : 2;
          found.push([rank, kind, path, item]);
        }
      }
    }
    found.sort((one, other) => one[0] - other[0]);
    say('found', ...found.slice(0, MOST).map(([, kind, path, item]) => {
      const button = make('button', { type: 'button' }, make('span', { className: `qd-sign qd-${kind}` },
        `${SIGNS[kind]} ${item.place}`), ` ${shorten(item.value.name || '')} `,
      make('span', { className: 'qd-quiet' }, item.id));
      button.addEventListener('click', () => change(kind, path, item.begin));
      return make('li', {}, button);
    }));
    const count = found.length > MOST ? `共 ${found.length} 项，只列前 ${MOST} 项，再写几个字` : `${found.length} 项`;
    say('count', wanted.length ? `找到 ${count}。` : `${count}。`, ...others.map((path) =>
      `${path} 不是规范格式，这里不能改：请在托管网站上改，或者先运行 qingdan fmt。`));
  }

  // --- the form --------------------------------------------------------------------------------

  function change(kind, path, begin) {
    const outline = form.outline(town.now.get(path));
    const item = outline.items.find((each) => each.begin === begin);
    open = { kind, path, outline, item, title: `${SIGNS[kind]} ${item.place} · ${item.id}` };
    remember(item.id);
    draw(item.value, item.locked);
  }

  function add() {
    const places = lists().filter(([, , outline]) => outline);
    const options = places.flatMap(([kind, path, outline]) => outline.categories.map((category) =>
      make('option', { value: `${kind}/${category.place}` }, `${SIGNS[kind]} · ${category.name}`)));
    if (!options.length) {
      say('told', '清单还是空的，请先从公布的文件导入。');
      return;
    }
    part('category').replaceChildren(...options);
    const pickCategory = () => {
      const [kind, number] = part('category').value.split('/');
      const [, path, outline] = places.find(([each]) => each === kind);
      const category = outline.categories[Number(number)];
      const members = outline.items.filter((item) => item.category === category);
      part('after').replaceChildren(make('option', { value: '' }, '放在最前'), ...members.map((item) =>
        make('option', { value: String(item.begin), selected: item === members[members.length - 1] },
          `${item.place} ${item.value.name}`.slice(0, 40))));
      open = { kind, path, outline, category, item: null, title: `${SIGNS[kind]} · 补一项` };
      const declared = outline.declared >= 0 || category.declared >= 0;
      part('counted').closest('p').hidden = !declared;
      draw({}, []);
    };
    part('category').onchange = pickCategory;
    pickCategory();
    part('after').onchange = update;
    part('counted').onchange = update;
  }

  function draw(value, locked) {
    part('item').hidden = false;
    part('found').hidden = true;
    part('place').hidden = Boolean(open.item);
    say('title', open.title);
    open.fields = form.fields({ kind: open.kind, item: value, locked, words, changed: update });
    open.before = town.now.get(open.path);
    say('fields', open.fields.element);
    update();
    part('title').focus();
  }

  /** The item in the form, as text of its file; and what the checks say. */
  function update() {
    const { kind, path, outline, item, category, fields } = open;
    const value = fields.read();
    let text;
    if (item) {
      text = form.change(outline, item, value, words.records);
    } else {
      const members = outline.items.filter((each) => each.category === category);
      const after = outline.items.find((each) => String(each.begin) === part('after').value);
      const before = after || outline.items[outline.items.indexOf(members[0]) - 1];
      const place = (after ? after.number : before ? before.number : 0) + 1;
      value.id = form.newId(outline, words.letters[kind], place);
      text = form.add(outline, category, after, value, part('counted').checked, words.records);
    }
    const empty = !item && Object.keys(value).length < 2;
    town.now.set(path, empty ? open.before : text);
    findings(value, empty);
    written(value);
    results();
  }

  function findings(value, empty) {
    const { kind, path, outline, category, fields } = open;
    const ids = new Set(lists().flatMap(([, , each]) => (each ? each.items.map(({ id }) => id) : [])));
    const labels = form.labels(outline);
    const found = empty ? [] : form.check(value,
      { ...words.known, kind, division: town.division, labels, ids });
    const now = form.outline(town.now.get(path));
    if (category && !empty && now) {
      found.push(...form.miscounted(now, now.categories[category.place]));
    }
    fields.show(found);
    say('findings', ...found.map(({ code, severity, path: at, what, mend }) => {
      const go = make('a', { href: `#${fields.control(at).id}` }, what);
      go.addEventListener('click', (event) => {
        event.preventDefault();
        fields.control(at).focus();
      });
      return make('li', { className: `qd-${severity}` }, make('b', {}, `${SEVERITIES[severity]} `), go,
        ` ${mend}。`, make('a', { className: 'qd-quiet', href: new URL(`contribute/checks/${code.toLowerCase()}/index.html`, ROOT).href }, code));
    }));
    const errors = found.filter((each) => each.severity === 'error').length;
    say('verdict', empty ? '还没有写。' : !found.length ? '没有发现问题。'
      : `发现 ${found.length} 处${errors ? `，其中 ${errors} 处是错误，改好以后再提交` : ''}。`);
  }

  function written({ id }) {
    const now = form.outline(town.now.get(open.path));
    const item = now && now.items.find((each) => each.id === id);
    say('yaml', item ? now.lines.slice(item.begin, item.end).join('\n') : '');
  }

  // --- what comes out --------------------------------------------------------------------------

  const changed = () => Object.values(town.lists)
    .filter(({ path, text }) => town.now.get(path) !== text);
  const patch = () => changed().map(({ path, text }) => form.patch(path, text, town.now.get(path))).join('');

  function results() {
    const files = changed();
    saved = !files.length;
    part('out').hidden = saved;
    say('diff', ...form.difference(patch()));
    say('none', files.length ? '' : '还没有改动。');
    say('edits', ...files.map(({ path }) =>
      form.wayOut(edit, path, town.now.get(path), (told) => say('told', told))));
  }

  function save() {
    const name = `${town.id.split('/').pop()}.patch`;
    form.download(name, patch());
    saved = true;
    say('told', `补丁 ${name} 已保存。用法：在项目文件夹里运行 git apply ${name}。`);
  }

  function restore() {
    Object.values(town.lists).forEach(({ path, text }) => town.now.set(path, text));
    open = null;
    part('item').hidden = true;
    part('out').hidden = true;
    saved = true;
    search();
    part('words').focus();
  }

  /** Put what is open into the address, so that it can be passed on. */
  function remember(item) {
    try {
      history.replaceState(null, '', `${location.pathname}?t=${town.id}${item ? `&i=${item}` : ''}`);
    } catch {
      // refused from some disks
    }
  }

  // --- begin -----------------------------------------------------------------------------------

  async function begin() {
    page.hidden = false;
    part('town').addEventListener('change', async () => {
      await pick(part('town').value);
      if (town) {
        remember('');
      }
    });
    part('words').addEventListener('input', search);
    part('add').addEventListener('click', add);
    part('save').addEventListener('click', save);
    part('restore').addEventListener('click', restore);
    page.addEventListener('submit', (event) => event.preventDefault());
    window.addEventListener('beforeunload', (event) => {
      if (!saved) {
        event.preventDefault();
      }
    });
    if (part('town').options.length < 2) {
      await counties();
    }
    const query = new URLSearchParams(location.search);
    const id = query.get('t') || '';
    if (!id) {
      return;
    }
    await pick(id);
    if (!town) {
      return;
    }
    if (![...part('town').options].some((option) => option.value === id)) {
      part('town').append(make('option', { value: id }, town.name));
    }
    part('town').value = id;
    for (const [kind, path, outline] of lists()) {
      const item = outline && outline.items.find((each) => each.id === query.get('i'));
      if (item) {
        change(kind, path, item.begin);
      }
    }
  }

  begin();
})();
