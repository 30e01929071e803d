/* Two to four towns side by side on /compare/. What is chosen stands in the address:
   ?t=town,town&k=category&d=office&v=view&b=town to compare with&o=opened,matters
   Every text is data: it reaches the page through textContent only. */
'use strict';

(() => {
  const { ROOT, run, load, vocabulary, town, rows, hasOffice } = window.qingdan.compare;
  const { SHORT, make, link, wordings } = window.qingdan.compareWords;
  const VIEWS = [
    ['diff', '不同清单', '只看不同：至少两个镇写到，所在的清单不完全一样'],
    ['only', '仅一处', '只有一个镇写到'],
    ['same', '同一张清单', '写到的镇都列在同一种清单'],
    ['all', '全部', '选中的清单里写到的所有事项主题'],
  ];
  const RELATIONS = { diff: '不同清单', only: '仅一处', same: '同一张清单', none: '只见于全区清单' };
  const MOST = 4;

  const form = document.querySelector('[data-qd-compare]');
  const place = document.querySelector('[data-qd-compared]');
  const overview = document.querySelector('[data-qd-overview]');
  const picks = form.querySelector('.qd-picks');
  let state = read();
  let shown = { towns: [], lines: [] };
  let turn = 0;

  const ui = panel();

  // --- the address -------------------------------------------------------------------------

  function read() {
    const query = new URLSearchParams(location.search);
    const listed = (name) => [...new Set(query.getAll(name).join(',').split(',').filter(Boolean))];
    const view = query.get('v');
    return {
      towns: listed('t'),
      category: query.get('k') || '',
      office: query.get('d') || '',
      view: VIEWS.some(([id]) => id === view) ? view : 'diff',
      base: query.get('b') || '',
      open: listed('o'),
    };
  }

  function address() {
    const parts = [['t', state.towns], ['k', [state.category]], ['d', [state.office]],
      ['v', state.view === 'diff' ? [] : [state.view]], ['b', [state.base]], ['o', state.open]];
    const query = parts.map(([name, values]) => [name, values.filter(Boolean)])
      .filter(([, values]) => values.length)
      .map(([name, values]) => `${name}=${values.map(encodeURIComponent).join(',')
        .replace(/%2F/g, '/')}`)
      .join('&');
    return `${location.pathname}${query && `?${query}`}`;
  }

  /** Change what is chosen; `replace` for what is no step of its own (an opened row). */
  function change(changes, replace) {
    state = { ...state, ...changes };
    try {
      history[replace ? 'replaceState' : 'pushState'](null, '', address());
    } catch {
      // refused from some disks; what is chosen stands anyway
    }
    return replace ? undefined : show();
  }

  // --- the picker --------------------------------------------------------------------------

  /** All boxes of the picker, those that were added too. */
  const boxes = () => [...form.querySelectorAll('input[name="t"]')];

  function addPick(id, name, district) {
    if (!boxes().some((box) => box.value === id)) {
      const box = make('input', { type: 'checkbox', name: 't', value: id });
      box.toggleAttribute('data-district', Boolean(district));
      picks.append(make('label', {}, box, ' ',
        make('span', {}, district ? `${name}（全区清单，作参照）` : name)));
    }
  }

  function marksPicks() {
    const full = state.towns.length >= MOST;
    for (const box of boxes()) {
      box.checked = state.towns.includes(box.value);
      box.disabled = full && !box.checked;
    }
  }

  /** Other counties: their names come from search's catalogue, their towns when one is chosen. */
  function elsewhere() {
    const select = make('select', { 'aria-label': '区县' });
    const opened = make('details', { className: 'qd-elsewhere' },
      make('summary', {}, '加别的区县的镇'), select);
    opened.addEventListener('toggle', async () => {
      if (opened.open && !select.options.length) {
        const { scopes } = await load('search/catalog');
        select.append(make('option', { value: '' }, '选一个区县'),
          ...scopes.map(([id, name]) => make('option', { value: id }, name)));
      }
    });
    select.addEventListener('change', async () => {
      if (select.value) {
        const { towns } = await load(`compare/data/${select.value}/towns`);
        towns.forEach(([id, name, district]) => addPick(id, name, district));
        marksPicks();
      }
    });
    return opened;
  }

  // --- the panel: made once, filled again ----------------------------------------------------

  function panel() {
    const numbers = VIEWS.map(([id, name, title]) => {
      const radio = make('input', { type: 'radio', name: 'v', value: id });
      const count = make('b', {}, '0');
      radio.addEventListener('change', () => change({ view: id }));
      return { id, radio, count, label: make('label', { title }, radio, count, ' ', name) };
    });
    const select = (name, key) => {
      const made = make('select', { id: `qd-compare-${key}` });
      made.addEventListener('change', () => change({ [key]: made.value }));
      return { made, label: make('span', {}, make('label', { htmlFor: made.id }, name), ' ', made) };
    };
    const button = (name, act) => {
      const made = make('button', { type: 'button' }, name);
      made.addEventListener('click', act);
      return made;
    };
    const category = select('类别', 'category');
    const office = select('部门', 'office');
    const base = select('对照', 'base');
    const status = make('p', { role: 'status', className: 'qd-quiet' });
    const table = make('div', {
      className: 'qd-scroll qd-fits', tabIndex: 0, role: 'region', 'aria-label': '对照结果',
    });
    const note = make('p', { className: 'qd-quiet' });
    const notes = make('details', { className: 'qd-elsewhere' },
      make('summary', {}, '这几个数怎么算'), note);
    const whole = button('看全部对照表', () => change({ towns: [], open: [] }));
    const actions = make('p', { className: 'qd-actions' },
      button('下载 CSV', () => save('csv')), button('下载 XLSX', () => save('xlsx')), whole);
    return {
      numbers, category, office, base, status, table, note,
      box: make('div', { className: 'qd-compared' },
        make('h2', { className: 'qd-hidden' }, '对照结果'),
        make('fieldset', { className: 'qd-numbers' }, make('legend', {}, '只看'),
          ...numbers.map(({ label }) => label)),
        notes,
        make('div', { className: 'qd-filters' }, category.label, office.label, base.label),
        status, actions, table),
    };
  }

  function options(select, first, listed, chosen) {
    const known = listed.some(([id]) => id === chosen) ? listed : [...listed,
      ...(chosen ? [[chosen, `${chosen}（这里没有）`]] : [])];
    select.replaceChildren(make('option', { value: '' }, first),
      ...known.map(([id, name]) => make('option', { value: id }, name)));
    select.value = chosen;
  }

  // --- showing -------------------------------------------------------------------------------

  function hint(text) {
    place.replaceChildren(make('p', { role: 'status' }, text));
    place.hidden = !text;
    overview.hidden = false;
  }

  async function show() {
    const mine = turn += 1;
    marksPicks();
    if (!state.towns.length) {
      return hint('');
    }
    let names;
    let found;
    try {
      [names, ...found] = await Promise.all([vocabulary(), ...state.towns.slice(0, MOST).map(town)]);
    } catch {
      return hint('数据没有取到，请检查网络后重新打开本页。');
    }
    if (mine !== turn) {
      return undefined;
    }
    const missing = state.towns.filter((id, index) => index < MOST && !found[index]);
    const towns = found.filter(Boolean);
    towns.forEach((value) => addPick(value.id, value.name, value.district));
    marksPicks();
    const lacking = missing.length ? `没有收录：${missing.join('、')}。` : '';
    if (towns.filter((value) => !value.district).length < 2) {
      return hint(`${lacking}${towns.length ? '再选一个镇，就可以对照了。' : '请选两到四个镇。'}`);
    }
    fill(towns, names, lacking);
    if (ui.box.parentNode !== place) { // put in again, it would lose the focus
      place.replaceChildren(ui.box);
    }
    place.hidden = false;
    overview.hidden = true;
    return undefined;
  }

  function fill(towns, names, lacking) {
    const all = rows(towns, names);
    const offices = new Set(all.flatMap((row) => row.cells.flat().flatMap((item) => item.offices)));
    const used = new Set(all.map((row) => row.matter.category));
    const chosen = all.filter((row) =>
      (!state.category || row.matter.category === state.category) &&
      (!state.office || hasOffice(row, state.office)));
    const lines = chosen.filter((row) => state.view === 'all' || row.relation === state.view);
    shown = { towns, lines, names };
    for (const { id, radio, count } of ui.numbers) {
      const number = id === 'all' ? chosen.length
        : chosen.filter((row) => row.relation === id).length;
      count.textContent = String(number);
      radio.checked = id === state.view;
    }
    options(ui.category.made, '全部类别',
      [...names.categories].filter(([id]) => used.has(id)), state.category);
    options(ui.office.made, '全部部门',
      [...names.offices].filter(([id]) => offices.has(id)), state.office);
    options(ui.base.made, towns[0].name, towns.slice(1).map(({ id, name }) => [id, name]),
      towns.slice(1).some(({ id }) => id === state.base) ? state.base : '');
    ui.base.label.hidden = towns.length < 3;
    const bare = towns.map((value) => value.read.filter((item) => !item.matters.length).length)
      .reduce((sum, number) => sum + number, 0);
    ui.note.textContent = `${VIEWS.slice(0, 3).map(([, name, text]) =>
      `${name}：${text.replace('只看不同：', '')}`).join('；')}。全区一张的清单不算一个镇，不计入这三个数。${
      bare ? `另有 ${bare} 项还没有归入主题，不在表里。` : ''}`;
    const [, viewed] = VIEWS.find(([id]) => id === state.view);
    ui.status.textContent = `${lacking}${lines.length
      ? `${viewed}：${lines.length} 个事项主题。点开一行，看原文和不同的词。`
      : `没有“${viewed}”的事项主题。换一个“只看”，或者放宽类别和部门。`}`;
    ui.table.replaceChildren(...(lines.length ? [table(towns, lines, names)] : []));
    document.title = `${towns.map(({ short }) => short).join(' / ')} 比一比 - 清单`;
  }

  function table(towns, lines, { categories }) {
    const heads = towns.map((value) => make('th', { scope: 'col' },
      make('a', { href: new URL(`${value.id}/`, ROOT).href }, value.name),
      ...(value.district ? [make('span', { className: 'qd-quiet' }, ' 全区，不计入')] : [])));
    const made = make('table', { className: 'qd-matrix qd-result' },
      make('caption', { className: 'qd-hidden' }, '同一件事在选中的清单里各列在哪一张'),
      make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, '事项主题'), ...heads)));
    let body = null;
    let category = null;
    for (const line of lines) {
      if (line.matter.category !== category) {
        category = line.matter.category;
        body = make('tbody', {}, make('tr', { className: 'qd-category' },
          make('th', { scope: 'rowgroup', colSpan: towns.length + 1 }, categories.get(category))));
        made.append(body);
      }
      body.append(...row(line, towns));
    }
    return made;
  }

  function row(line, towns) {
    const id = `open-${line.matter.id}`;
    const opened = state.open.includes(line.matter.id);
    const button = make('button', {
      type: 'button', className: 'qd-toggle', 'aria-expanded': String(opened), 'aria-controls': id,
    }, line.matter.name);
    const cells = line.cells.map((cell, index) => make('td', { 'data-place': towns[index].short },
      ...(cell.length ? cell.map((item) => link(towns[index], item))
        : [make('span', { className: 'qd-quiet' }, '–')])));
    const detail = make('tr', { id, className: 'qd-opened', hidden: !opened });
    button.addEventListener('click', () => {
      const open = detail.hidden;
      button.setAttribute('aria-expanded', String(open));
      detail.hidden = !open;
      change({ open: open ? [...state.open, line.matter.id]
        : state.open.filter((each) => each !== line.matter.id) }, true);
      if (open && !detail.firstChild) {
        wordings(detail, line, towns, state.base);
      }
    });
    if (opened) {
      wordings(detail, line, towns, state.base);
    }
    return [make('tr', {}, make('th', { scope: 'row' }, button), ...cells), detail];
  }

  // --- downloads: exactly the rows that are shown ----------------------------------------------

  function sheet() {
    const { towns, lines, names } = shown;
    const heads = towns.flatMap(({ name }) => [`${name}：清单和序号`, `${name}：事项名称`]);
    return [
      ['类别', '事项主题', '关系', ...heads, '主题网址'],
      ...lines.map((line) => [
        names.categories.get(line.matter.category), line.matter.name, RELATIONS[line.relation],
        ...line.cells.flatMap((cell) => [
          cell.map((item) => `${SHORT[item.kind]} ${item.number}`).join('\n'),
          cell.map((item) => item.name).join('\n'),
        ]),
        new URL(`matters/${line.matter.id}/`, ROOT).href,
      ]),
    ];
  }

  /** As a file; what writes it is loaded only now. */
  async function save(form) {
    await run('assets/tables.js');
    const name = `比一比-${shown.towns.map(({ short }) => short).join('-')}`;
    window.qdTables.save(name, form, sheet());
  }

  // --- start -----------------------------------------------------------------------------------

  form.hidden = false;
  if (!form.hasAttribute('data-all')) {
    form.querySelector('fieldset').append(elsewhere());
  }
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', (event) => {
    if (event.target.name === 't') {
      const { value, checked } = event.target;
      change({ towns: checked ? [...state.towns, value] : state.towns.filter((id) => id !== value) });
    }
  });
  window.addEventListener('popstate', () => {
    state = read();
    show();
  });
  state.towns = state.towns.slice(0, MOST);
  show();
})();
