/* A matter in a frame: only the townships that ?t= names, in that order. The rows of a few townships
   stand in the page; others come from the files of /compare/, as scripts, so that a sandbox and a
   strict policy let them in. Every text is data: it reaches the page through textContent only. */
'use strict';

(() => {
  const ROOT = new URL('..', document.currentScript.src).href;
  const MOST = 13;
  const ID = /^[\w-]+(?:\/[\w-]+)*$/;
  const SIGNS = { basic: '●', cooperative: '◐', withdrawn: '○', territorial: '▣' };
  const KINDS = { basic: '基本', cooperative: '配合', withdrawn: '收回', territorial: '全区' };
  const PLACES = {
    basic: '基本履职', cooperative: '配合履职', withdrawn: '上级收回', territorial: '属地管理',
  };
  const table = document.querySelector('[data-matter]');
  const body = table.tBodies[0];
  const { matter } = table.dataset;
  const wanted = (new URLSearchParams(location.search).get('t') || '').split(',');
  const chosen = Array.from(new Set(wanted)).filter((id) => ID.test(id)).slice(0, MOST);

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  }

  function cell(tag, role, ...children) {
    const element = make(tag, '', ...children);
    element.setAttribute('role', role);
    return element;
  }

  function load(id) {
    const key = `compare/data/${id}/outline`;
    return new Promise((resolve) => {
      const script = document.createElement('script');
      script.src = `${ROOT}${key}.js`;
      script.onload = () => resolve((window.qingdan || {})[key]);
      script.onerror = () => resolve(null);
      document.head.append(script);
    });
  }

  function lines([kind, item, number, name, , , answer], id) {
    const link = make('a', '', `${PLACES[kind]}第 ${number} 项：${name}`);
    link.href = `${ROOT}${id}/${kind}/#${item}`;
    link.target = '_top';
    link.rel = 'noopener';
    const sign = make('span', `qd-sign qd-${kind}`, `${SIGNS[kind]} ${KINDS[kind]}`);
    return [make('p', '', sign, ' ', make('b', '', answer)), make('p', '', link)];
  }

  function rowOf(town) {
    const version = town.version.split('-').map((part, place) => Number(part) + '年月日'[place]);
    const head = cell(
      'th', 'rowheader', make('p', 'qd-name', town.name),
      make('p', 'qd-small', `${version.join('')}版`),
    );
    head.scope = 'row';
    const held = town.items.filter((each) => each[4].includes(matter));
    const said = [].concat(...held.map((each) => lines(each, town.id)));
    const row = cell(
      'tr', 'row', head, cell('td', 'cell', ...(said.length ? said : [make('p', '', '清单未列出')])),
    );
    row.id = town.id;
    return row;
  }

  async function choose() {
    const known = new Map(Array.from(body.rows, (row) => [row.id, row]));
    const rows = await Promise.all(chosen.map(async (id) => {
      const town = known.has(id) ? null : await load(id);
      return town ? rowOf(town) : known.get(id);
    }));
    const found = rows.filter(Boolean);
    if (found.length) {
      body.replaceChildren(...found);
      document.querySelectorAll('[data-qd-choose]').forEach((each) => each.remove());
      const count = document.querySelector('.qd-top .qd-small');
      count.textContent = `${found.length} 处清单对照`;
    }
  }

  if (chosen.length) {
    choose();
  }
})();
