/* The wordings in an opened row of /compare/, with the words that differ marked. The comparison
   itself is jsdiff's (vendor/diff); words are the browser's own segmentation of Chinese, or single
   characters where it has none. */
'use strict';

(() => {
  const { make } = window.qingdan;
  const { ROOT, run, texts } = window.qingdan.compare;
  const SIGNS = { basic: '●', cooperative: '◐', withdrawn: '○', territorial: '▣' };
  const SHORT = { basic: '基本', cooperative: '配合', withdrawn: '收回', territorial: '全区' };
  const FIELDS = ['事项名称', '对应上级部门', '部门做什么', '镇里做什么', '承接部门及工作方式', '依据'];
  const PRINTED = { basic: [0], cooperative: [0, 1, 2, 3], withdrawn: [0, 4], territorial: [0, 2, 3, 5] };
  const LEAST = 0.25; // less of the longer text in common, and marks would only be noise
  const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : null;
  const words = (text) => segmenter
    ? Array.from(segmenter.segment(text), (part) => part.segment) : Array.from(text);

  /** Load the library; it is needed only once a row is opened. */
  const ready = () => run('assets/vendor/diff/diff.min.js');

  /** The pieces of both texts: [[text, differs], …] for the first and for the second. */
  function pieces(first, second) {
    const one = [];
    const other = [];
    for (const part of window.Diff.diffArrays(words(first), words(second))) {
      const text = part.value.join('');
      if (!part.added) {
        one.push([text, Boolean(part.removed)]);
      }
      if (!part.removed) {
        other.push([text, Boolean(part.added)]);
      }
    }
    return [one, other];
  }

  const link = (value, item) => make('a', {
    className: `qd-${item.kind}`,
    href: new URL(`${value.id}/${item.kind}/#${item.item}`, ROOT).href,
    'aria-label': `${value.short}，${SHORT[item.kind]}第 ${item.number} 项`,
  }, `${SIGNS[item.kind]} ${SHORT[item.kind]} ${item.number}`);

  // --- wordings ------------------------------------------------------------------------------

  /** Fill an opened row with the wordings of every township that has the matter. */
  async function wordings(detail, line, towns, base) {
    const cell = make('td', { colSpan: towns.length + 1 }, make('p', { role: 'status' }, '取原文……'));
    detail.append(cell);
    const held = towns.map((_, index) => index).filter((index) => line.cells[index].length);
    let found;
    try {
      [, ...found] = await Promise.all([ready(), ...held.map((index) => texts(towns[index]))]);
    } catch {
      found = [null];
    }
    if (found.includes(null)) {
      cell.replaceChildren(make('p', { role: 'status' }, '原文没有取到，请重新打开本页。'));
      return;
    }
    const columns = held.map((index, order) => ({
      town: towns[index],
      items: line.cells[index].map((item) => ({
        item, fields: [item.name, item.departments, ...found[order][item.place]],
      })),
    }));
    const first = Math.max(0, columns.findIndex(({ town: value }) => value.id === base));
    cell.replaceChildren(...fields(columns, first), make('p', {},
      make('a', { href: new URL(`matters/${line.matter.id}/`, ROOT).href },
        `“${line.matter.name}”在所有地方的清单里`)));
  }

  /** The fields of a matter, each with the wording of every township. */
  function fields(columns, first) {
    const made = columns.length < 2 ? [] : [make('p', { className: 'qd-quiet' },
      make('mark', { className: 'qd-differs' }, '加底纹'), columns.length === 2
        ? ' 的词是另一处没有的。' : ` 的词是${columns[first].town.name}没有的。`)];
    FIELDS.forEach((title, field) => {
      if (!columns.some(({ items }) => items.some((each) => each.fields[field]))) {
        return;
      }
      made.push(make('h3', {}, title), make('div', { className: `qd-wordings qd-of-${columns.length}` },
        ...columns.map((column, index) => make('div', {}, ...column.items.map((each, number) =>
          wording(column.town, each, field, counterpart(columns, index, first, number)))))));
    });
    return made;
  }

  /** The item that another is held against: of the same kind if there is one. */
  function counterpart(columns, index, first, number) {
    const other = index === first ? (columns.length === 2 ? columns[1 - first] : null)
      : columns[first];
    if (!other) {
      return null;
    }
    const { kind } = columns[index].items[number].item;
    return other.items.find((each) => each.item.kind === kind) ||
      other.items[Math.min(number, other.items.length - 1)];
  }

  function wording(value, { item, fields: own }, field, other) {
    const text = own[field];
    const head = make('p', { className: 'qd-quiet' }, `${value.short} `, link(value, item));
    if (!text) {
      return make('div', { className: 'qd-wording' }, head, make('p', { className: 'qd-quiet' },
        PRINTED[item.kind].includes(field) ? '没有写' : '这张清单没有这一栏'));
    }
    const against = other ? other.fields[field] : '';
    if (against === text) {
      head.append(' · 一字不差');
    }
    let parts = against ? pieces(text, against)[0] : [[text, false]];
    const shared = parts.reduce((sum, [part, differs]) => sum + (differs ? 0 : part.length), 0);
    if (shared < LEAST * Math.max(text.length, against.length)) {
      head.append(' · 用词大多不同，不逐词标');
      parts = [[text, false]];
    }
    return make('div', { className: 'qd-wording' }, head, ...paragraphs(parts));
  }

  /** Pieces as paragraphs: a line break ends one, a piece that differs is marked. */
  function paragraphs(parts) {
    const made = [make('p')];
    for (const [text, differs] of parts) {
      text.split('\n').forEach((line, index) => {
        if (index) {
          made.push(make('p'));
        }
        if (line) {
          made[made.length - 1].append(differs ? make('mark', { className: 'qd-differs' }, line) : line);
        }
      });
    }
    return made.filter((each) => each.firstChild);
  }

  window.qingdan.compareWords = { SHORT, make, link, wordings };
})();
