/* Part 3: the names that an item uses, and those that resemble them: QD304 merged cells, 402
   departments, 404 and 407 matters, as generator/rules/ checks them. No DOM. */
'use strict';

(() => {
  const { form } = window.qingdan;
  form.BLOCKS = ['superior', 'township', 'takeover'];
  form.shorten = (text, limit = 24) => {
    const signs = Array.from(text);
    return signs.length <= limit ? text : `${signs.slice(0, limit - 1).join('')}…`;
  };
  const { BLOCKS, shorten } = form;

  // --- names that resemble one (difflib, as generator/vocabulary.py uses it) -------------------

  function matches(a, b, alo, ahi, blo, bhi) {
    let [besti, bestj, best] = [alo, blo, 0];
    let row = new Map();
    for (let i = alo; i < ahi; i += 1) {
      const next = new Map();
      for (let j = blo; j < bhi; j += 1) {
        if (a[i] === b[j]) {
          const size = (row.get(j - 1) || 0) + 1;
          next.set(j, size);
          if (size > best) {
            [besti, bestj, best] = [i - size + 1, j - size + 1, size];
          }
        }
      }
      row = next;
    }
    return best && best + matches(a, b, alo, besti, blo, bestj) +
      matches(a, b, besti + best, ahi, bestj + best, bhi);
  }

  const order = (one, other) => (one < other ? 1 : one > other ? -1 : 0);
  const ranked = (pairs) => pairs.sort((a, b) => b[0] - a[0] || order(a[1], b[1]));

  /** The three of the known names that resemble one most; none if no one has a character of it. */
  form.nearest = (name, known) => {
    const signs = new Set(name);
    const shared = ranked(known.map((each) => {
      const own = new Set(each);
      const both = [...own].filter((sign) => signs.has(sign)).length;
      return [2 * both / (signs.size + own.size || 1), each];
    })).slice(0, 40);
    if (!shared.length || !shared[0][0]) {
      return [];
    }
    const letters = Array.from(name);
    return ranked(shared.map(([, each]) => {
      const own = Array.from(each);
      const same = matches(own, letters, 0, own.length, 0, letters.length);
      return [2 * same / (own.length + letters.length), each];
    })).slice(0, 3).map(([, each]) => each);
  };

  // --- departments (generator/vocabulary.py) ---------------------------------------------------

  const LEVELS = '省市县区旗州';
  const fold = (name) => name.replace(/\s+/g, '').replace(/\(/g, '（').replace(/\)/g, '）');

  /** Whether a printed department leads to a kind of office. */
  form.knowsOffice = (printed, division, offices) => {
    const plain = (name) => offices.has(name) ||
      (LEVELS.includes(name[0]) && offices.has(name.slice(1)));
    const double = (name) => {
      const found = /^([^()（）]+)[(（]([^()（）]+)[)）]$/.exec(name);
      return Boolean(found) && plain(found[1]);
    };
    const without = (name) => {
      let shorter = name;
      for (const place of division) {
        for (const each of [place, place.replace(/[省市县区旗]+$/, '')]) {
          shorter = each.length >= 2 ? shorter.replaceAll(each, '') : shorter;
        }
      }
      return shorter && shorter !== name ? [shorter] : [];
    };
    const name = fold(printed);
    const shorter = name.replace(/等[^等]*$/, '');
    return [name, ...without(name), shorter, ...without(shorter)]
      .some((each) => each && (plain(each) || double(each)));
  };

  // --- the rules -------------------------------------------------------------------------------

  /** QD304, 402, 404 and 407: names and ids that must be known. */
  form.knownNames = function* names(item, about) {
    for (const [place, name] of (item.matters || []).entries()) {
      const known = about.matters.get(name);
      if (known === undefined) {
        const near = form.nearest(name, [...about.matters.keys()]);
        yield ['QD404', ['matters', place], `主题“${shorten(name)}”不在词表里`,
          near.length ? `相近的有：${near.join('、')}` : '从词表里选'];
      } else if (known !== name) {
        yield ['QD407', ['matters', place], `主题“${shorten(name)}”现在叫“${shorten(known)}”`,
          item.matters.includes(known) ? '删去，现在的名称已经写了' : `改写“${known}”`];
      }
    }
    const reported = new Set();
    for (const [path, name] of departments(item)) {
      if (!reported.has(name) && !form.knowsOffice(name, about.division, about.offices)) {
        reported.add(name);
        yield ['QD402', path, ...unknownOffice(name, about)];
      }
    }
    for (const [key, id] of Object.entries(item.merged || {})) {
      if (!about.ids.has(id)) {
        yield ['QD304', ['merged', key], `merged 指向的编号 ${id} 不存在`,
          '写与它合用这一栏的事项的编号'];
      }
    }
  };

  function* departments(item) {
    for (const [place, name] of (item.departments || []).entries()) {
      yield [['departments', place], name];
    }
    for (const field of BLOCKS) {
      for (const [number, block] of (item[field] || []).entries()) {
        for (const [place, name] of (block.departments || []).entries()) {
          yield [[field, number, 'departments', place], name];
        }
      }
    }
  }

  function unknownOffice(name, { division, offices }) {
    const parts = name.split(/[，、,]/).map((part) => part.trim());
    if (parts.length > 1 && parts.every((part) => form.knowsOffice(part, division, offices))) {
      return [`“${shorten(name)}”是 ${parts.length} 个部门，没有用半角逗号分开`, '一行写一个部门'];
    }
    const bare = fold(name).replace(new RegExp(`^[${LEVELS}]+`), '');
    const near = form.nearest(bare, [...offices]);
    return [`部门“${shorten(name)}”不在词表里`, (near.length ? `相近的有：${near.join('、')}。` : '') +
      '核对原文；确是新的写法，加到 lists/vocabulary/departments.yml 的 aliases'];
  }
})();
