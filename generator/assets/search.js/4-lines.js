/* Part 4: what a search says, as elements. Every text is data: it reaches the page through
   textContent only. The answer lines are those of generator/answers.py. */
'use strict';

(() => {
  const { qingdan } = window;
  const { reader } = qingdan;
  const { MOST_SCOPES, address, chooseScope, corpus, excerpt, marked, terms } = qingdan.search;
  const SIGNS = { basic: '●', cooperative: '◐', withdrawn: '○', territorial: '▣' };
  const PLACES = {
    basic: '基本履职', cooperative: '配合履职', withdrawn: '上级收回', territorial: '属地管理',
  };
  const REASONS = { departments: '部门', category: '类别', duties: '职责' };
  const MOST_LINES = 5; // townships, or items of the reader's own one
  const MOST_NEAR = 3;

  /** An element with a class and children (texts or elements). */
  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) {
      element.className = className;
    }
    element.append(...children.filter((child) => child !== null && child !== ''));
    return element;
  }

  const markedUp = (pieces) => pieces.map(([text, mark]) => (mark ? make('mark', '', text) : text));

  // --- items ---------------------------------------------------------------------------------

  /** Why an item is a hit, if its name does not show it: the place where the words stand. */
  function reason(hit) {
    const { departments, category, text } = hit.entry;
    const field = { departments, category, duties: text }[hit.field];
    if (!field) {
      return null;
    }
    const label = make('span', 'qd-hit-label', `${REASONS[hit.field]}：`);
    return make('span', 'qd-hit-reason', label, ...markedUp(excerpt(field, hit.words)));
  }

  function evidence(entry) {
    const place = `${entry.township_name} · ${entry.list_title} · 第 ${entry.number} 项`;
    return make('span', 'qd-hit-evidence', place);
  }

  function itemAddress(entry) {
    const path = [...entry.township_id.split('/'), entry.kind].map(encodeURIComponent).join('/');
    return `${address(`${path}/`)}#${encodeURIComponent(entry.item_id)}`;
  }

  function sign(kind) {
    const element = make('span', `qd-sign qd-${kind}`, SIGNS[kind]);
    element.setAttribute('aria-hidden', 'true');
    return element;
  }

  const answerLine = (entry, ...after) => make(
    'span', 'qd-hit-answer', sign(entry.kind), ' ', make('strong', '', entry.who), entry.rest,
    ...after,
  );

  /** The lines of an item below its name. */
  const itemLines = (hit) => [answerLine(hit.entry), reason(hit), evidence(hit.entry)];

  // --- matters -------------------------------------------------------------------------------

  const matterAddress = (id) => address(`matters/${encodeURIComponent(id)}/`);

  /** Why a matter is a hit, if its name does not show it. */
  function matterReason(hit) {
    if (hit.found === hit.name) {
      return null;
    }
    const label = make('span', 'qd-hit-label', hit.found ? '也叫：' : '范围里写着这些词');
    return make('span', 'qd-hit-reason', label, ...markedUp(marked(hit.found, hit.words)));
  }

  const townLabel = (name, isOwn) => [
    make('span', 'qd-hit-town', name, isOwn ? make('b', 'qd-own', '我在这里') : null), ' ',
  ];

  function townLine(entry, isOwn, more) {
    const place = ` · ${PLACES[entry.kind]}第 ${entry.number} 项${more ? `，共 ${more} 项` : ''}`;
    const line = answerLine(entry, make('span', 'qd-hit-label', place));
    line.prepend(...townLabel(entry.township_name, isOwn));
    return line;
  }

  const townshipName = (id) =>
    (corpus.entries.find((entry) => entry.township_id === id) || {}).township_name;
  const holds = (id, matter) => (corpus.known.byMatter.get(matter) || [])
    .some((entry) => entry.township_id === id);

  /** Where a township's lists do not name a matter: the nearest that they do. */
  function lackLine(id, hit, found, isOwn) {
    const others = found.matters.map((each) => each.hit);
    const near = [...corpus.matters.near(hit.id), ...others]
      .filter((each) => each.id !== hit.id && holds(id, each.id)).map((each) => each.name);
    const names = Array.from(new Set(near)).slice(0, MOST_NEAR).join('、');
    return make(
      'span', 'qd-hit-answer', ...townLabel(townshipName(id), isOwn),
      make('strong', '', '清单未列出'), names && ` · 相近事项：${names}`,
    );
  }

  /** The township that the page is about. */
  const pageTownship = () => (corpus.entries.find((entry) =>
    location.href.startsWith(`${qingdan.search.ROOT}${entry.township_id}/`)) || {}).township_id;

  const byTownship = (entries) => {
    const found = new Map();
    entries.forEach((entry) => {
      found.set(entry.township_id, [...(found.get(entry.township_id) || []), entry]);
    });
    return found;
  };

  /** The lines of a matter below its name: the reader's own township, or those that the question
      or the page is about, else a line for each; and how many more there are. */
  function matterLines({ hit, entries, elsewhere }, found) {
    const own = reader.township();
    const asked = found.question.townships;
    const first = (asked ? [...asked] : [own, pageTownship()])
      .filter((id, place, all) => id && townshipName(id) && all.indexOf(id) === place);
    const towns = byTownship([...entries, ...elsewhere]);
    const lines = [];
    const shown = first.length ? first : [...towns.keys()];
    shown.slice(0, MOST_LINES).forEach((id) => {
      const rows = towns.get(id) || [];
      const isOwn = id === own;
      if (!rows.length) {
        lines.push(lackLine(id, hit, found, isOwn));
      } else if (first.length) {
        lines.push(...rows.slice(0, MOST_LINES).map((entry) => townLine(entry, isOwn)));
      } else {
        lines.push(townLine(rows[0], isOwn, rows.length > 1 ? rows.length : 0));
      }
    });
    const said = new Set(shown.slice(0, MOST_LINES));
    const others = [...towns.keys()].filter((id) => !said.has(id)).length;
    const some = shown.slice(0, MOST_LINES).some((id) => towns.has(id));
    if (!lines.length) {
      lines.push(make('span', 'qd-hit-answer', make('strong', '', '清单未列出')));
    }
    const more = others ? `也见于 ${others} 个${some ? '' : '别的'}镇街或区县` : '';
    return [matterReason(hit), ...lines, more && make('span', 'qd-hit-evidence', more)];
  }

  // --- sentences -----------------------------------------------------------------------------

  /** What the state of the search says, in one sentence; '' if there is nothing to say. */
  function sentence(query, found) {
    if (corpus.state === 'failed') {
      return '查事项用的数据没有取到。请检查网络，刷新页面再试。';
    }
    if (corpus.state === 'choose') {
      return '先选一个区县，再查。';
    }
    if (!terms(query).length) {
      return '';
    }
    const [matters, items] = [found.matters.length, found.items.length];
    const partial = items && found.items[0].partial;
    if (matters) {
      return `找到 ${matters} 个事项主题` + (items ? `，另有 ${items} 项写着这些词` : '');
    }
    if (items && !partial) {
      return `找到 ${items} 项`;
    }
    if (corpus.state !== 'complete') {
      return '正在查……';
    }
    if (items) {
      return `没有哪一项写着全部的词，下面是相近的 ${items} 项`;
    }
    return `清单里没有找到“${query.trim()}”对应的事项。换个说法，或者用更短的词再查。`;
  }

  const isEmpty = (found) => !found.matters.length && !found.items.length;

  function helpLink(href, text) {
    const link = make('a', 'qd-search-more', text);
    link.href = href;
    return link;
  }

  const browse = () => [
    helpLink(address('categories/'), '看全部类别'), helpLink(address('matters/'), '看全部事项'),
  ];

  /** What to look at instead where nothing was found: the nearest matters, and all categories. */
  function help(query, found) {
    const settled = corpus.state === 'complete' || corpus.state === 'failed';
    if (!terms(query).length || !isEmpty(found) || !settled) {
      return [];
    }
    const links = found.near.map((hit) => helpLink(matterAddress(hit.id), hit.name));
    return [...(links.length ? [' 相近的：', ...links] : [' ']), ...browse()];
  }

  function resultsAddress(query) {
    const parameters = new URLSearchParams({ q: query });
    if (corpus.scope) {
      parameters.set('in', corpus.scope);
    }
    return `${address('')}?${parameters}`;
  }

  // --- choices -------------------------------------------------------------------------------

  /** The choice of a county, shown only if there are too many to search all. */
  function scopeChoice(chosen) {
    const select = make('select', 'qd-search-scope');
    select.setAttribute('aria-label', '在哪个区县里查');
    select.addEventListener('change', () => {
      if (select.value) {
        chooseScope(select.value);
        chosen();
      }
    });
    const box = make('p', 'qd-search-where', '在 ', select, ' 里查');
    box.hidden = true;
    return {
      box,
      update() {
        box.hidden = corpus.scopes.length <= MOST_SCOPES;
        if (!box.hidden && !select.options.length) {
          select.append(new Option('选一个区县', ''));
          corpus.scopes.forEach(([id, name]) => select.append(new Option(name, id)));
        }
        select.value = corpus.scope;
      },
    };
  }

  /** A choice of the reader's township among [id, name] pairs; `chosen` is called after it. */
  function townshipSelect(select, chosen) {
    let known = '';
    select.classList.add('qd-search-scope');
    select.addEventListener('change', () => {
      reader.choose(select.value);
      chosen();
    });
    return (towns) => {
      if (towns && known !== String(towns)) {
        known = String(towns);
        select.replaceChildren(
          new Option('不限', ''), ...towns.map(([id, name]) => new Option(name, id)),
        );
      }
      const has = Array.from(select.options).some((option) => option.value === reader.township());
      select.value = has ? reader.township() : '';
    };
  }

  /** The townships that are loaded, as [id, name] pairs. */
  const townships = () => Array.from(
    new Map(corpus.entries.map((each) => [each.township_id, each.township_name])),
  );

  Object.assign(qingdan.search, {
    make, markedUp, itemAddress, itemLines, matterAddress, matterLines, sentence, isEmpty, help,
    browse, resultsAddress, scopeChoice, townshipSelect, townships,
  });
})();
