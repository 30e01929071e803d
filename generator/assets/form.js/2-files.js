/* Part 2: a list file as lines. An item is found by its lines, a field of it is replaced by its
   lines, and all other bytes of the file stay what they are. No DOM. */
'use strict';

(() => {
  const { form } = window.qingdan;
  const ITEM = 6; // blanks before the dash of an item; its fields stand two further in
  const FIELD = ITEM + 2;
  const NAME = /^ *([a-z][a-z0-9_]*):/;

  const depth = (line) => line.length - line.trimStart().length;
  const isNote = (line) => !line.trim() || /^ *#/.test(line);
  const numberOf = (line) => {
    const found = /: (\d+)(?: |$)/.exec(line);
    return found ? Number(found[1]) : null;
  };

  /** A list file: its lines, categories and items with their lines (from 0, the end not in it);
      null if it is not in the canonical form. */
  form.outline = (text) => {
    if (/[\r\t]/.test(text) || !text.endsWith('\n')) {
      return null;
    }
    const lines = text.split('\n');
    const made = { text, lines, declared: -1, categories: [], items: [] };
    let category = null;
    let begun = null;
    const close = (at) => {
      if (begun) {
        let end = at;
        while (isNote(lines[end - 1]) && depth(lines[end - 1]) <= ITEM) {
          end -= 1;
        }
        begun.end = end;
        begun = null;
      }
    };
    for (let at = 0; at < lines.length - 1; at += 1) {
      const line = lines[at];
      const indent = depth(line);
      if (isNote(line)) {
        continue;
      }
      if (indent <= ITEM) {
        close(at);
      }
      if (indent === 0 && line.startsWith('declared: ')) {
        made.declared = at;
      } else if (indent === 2 && line.startsWith('  - name: ')) {
        category = { ...form.read([line.replace('  - ', '    ')], 4), declared: -1, begin: at,
          place: made.categories.length };
        made.categories.push(category);
      } else if (indent === 4 && category && line.startsWith('    declared: ')) {
        category.declared = at;
      } else if (indent === ITEM && line.startsWith('      - ') && category) {
        begun = { begin: at, end: at, category, number: made.items.length + 1 };
        made.items.push(begun);
      }
    }
    close(lines.length - 1);
    for (const item of made.items) {
      Object.assign(item, item.end > item.begin ? fieldsOf(lines, item) : {});
      item.id = typeof item.value.id === 'string' ? item.value.id : '';
      item.place = Number(item.value.number) || item.number;
    }
    return made.categories.length && made.categories.every((each) => each.name) ? made : null;
  };

  /** The fields of an item: their lines as [key, lines], what they hold, and the names of those in
      another form, which can only stay as they are. */
  function fieldsOf(lines, item) {
    const own = lines.slice(item.begin, item.end);
    own[0] = own[0].replace('      - ', '        ');
    const fields = [];
    let notes = [];
    for (const line of own) {
      if (isNote(line)) {
        notes.push(line);
      } else if (depth(line) === FIELD) {
        fields.push([(NAME.exec(line) || [])[1] || '', [...notes, line]]);
        notes = [];
      } else if (fields.length) {
        fields[fields.length - 1][1].push(...notes, line);
        notes = [];
      }
    }
    if (notes.length && fields.length) {
      fields[fields.length - 1][1].push(...notes);
    }
    const value = {};
    const locked = [];
    for (const [key, found] of fields) {
      const read = form.read(found, FIELD);
      if (read) {
        Object.assign(value, read);
      } else {
        locked.push(key);
      }
    }
    return { fields, value, locked };
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /** The comment that a line is, or that stands behind it: [] or [comment]. */
  function commentOf(line) {
    if (isNote(line)) {
      return line.trim() ? [line.trim()] : [];
    }
    const found = /^(.*?) {2}(#.*)$/.exec(line);
    const without = found && form.read([found[1]], depth(line));
    return found && same(form.read([line], depth(line)), without) ? [found[2]] : [];
  }

  /** The lines of an item with other values; only fields that changed are written anew. Comments
      within such a field come to stand above it. */
  function itemLines(before, value, records) {
    const order = records.Item.map(([key]) => key);
    const rank = (key) => (order.includes(key) ? order.indexOf(key) : order.length);
    const wanted = new Map(form.written('Item', value, records)
      .map(([key, found, spec]) => [key, form.lines(key, found, spec, FIELD, records)]));
    const fields = before.fields.flatMap(([key, lines]) => {
      const made = wanted.get(key);
      wanted.delete(key);
      if (before.locked.includes(key) || (key in before.value && same(before.value[key], value[key]))) {
        return [[key, lines]];
      }
      const notes = lines.flatMap(commentOf).map((note) => ' '.repeat(FIELD) + note);
      return made || notes.length ? [[key, [...notes, ...(made || [])]]] : [];
    });
    for (const [key, made] of wanted) {
      const place = fields.findIndex(([other]) => rank(other) > rank(key));
      fields.splice(place < 0 ? fields.length : place, 0, [key, made]);
    }
    const lines = fields.flatMap(([, own]) => own);
    const first = lines.findIndex((line) => !isNote(line));
    lines[first] = lines[first].replace('        ', '      - ');
    // comments above the first field stand above the whole item
    return lines.map((line, at) => (at < first ? line.slice(2) : line));
  }

  const put = (lines, begin, end, others) =>
    [...lines.slice(0, begin), ...others, ...lines.slice(end)].join('\n');

  /** The text of a file in which an item has other values. */
  form.change = (outline, item, value, records) =>
    put(outline.lines, item.begin, item.end, itemLines(item, value, records));

  /** The id of a new item at a place (from 1), as `qingdan fmt` gives it. */
  form.newId = (outline, letter, place) => {
    const numbers = outline.items.map(({ id }) => (/^[a-z]\d+$/.test(id) ? Number(id.slice(1)) : 0));
    return letter + String(Math.max(place, Math.max(0, ...numbers) + 1)).padStart(3, '0');
  };

  /** The text of a file with a new item behind another, or at a category's begin; `counted` also
      raises the numbers of items that the original declares. */
  form.add = (outline, category, after, value, counted, records) => {
    const lines = [...outline.lines];
    if (counted) {
      for (const at of [outline.declared, category.declared]) {
        if (at >= 0) {
          lines[at] = lines[at].replace(/\d+/, (number) => String(Number(number) + 1));
        }
      }
    }
    const made = itemLines({ fields: [], value: {}, locked: [] }, value, records);
    let at = after ? after.end : category.begin + 1;
    if (!after) {
      while (!/^ {4}items:/.test(lines[at])) {
        at += 1;
      }
      lines[at] = '    items:';
      at += 1;
    }
    return put(lines, at, at, made);
  };

  /** How many items a category and the list declare, and how many there are. */
  form.counts = (outline, category) => ({
    list: [outline.declared < 0 ? null : numberOf(outline.lines[outline.declared]),
      outline.items.length],
    category: [category.declared < 0 ? null : numberOf(outline.lines[category.declared]),
      outline.items.filter((item) => item.category === category).length],
  });

  /** The words that a list prints around its fields. */
  form.labels = ({ lines }) => {
    const begin = lines.indexOf('labels:');
    let end = begin + 1;
    while (begin >= 0 && /^ {2}[a-z]/.test(lines[end])) {
      end += 1;
    }
    return (begin >= 0 && form.read(lines.slice(begin + 1, end), 2)) || {};
  };

  /** QD302: declared numbers of items that are not the actual ones. */
  form.miscounted = (outline, category) => {
    const { list, category: own } = form.counts(outline, category);
    const problem = ([declared, counted], what) => (declared === null || declared === counted ? [] : [{
      code: 'QD302', severity: 'error', path: [], what: `${what}标明 ${declared} 项，实有 ${counted} 项`,
      mend: '原文标明的项数也改了的，勾选“原文标明的项数也加 1”',
    }]);
    return [...problem(list, '清单'), ...problem(own, `“${category.name}”`)];
  };

  /** The difference of a file as Git writes it; '' if there is none. */
  form.patch = (path, before, after) => {
    if (before === after) {
      return '';
    }
    const { hunks } = window.Diff.structuredPatch(path, path, before, after, '', '', { context: 3 });
    const told = hunks.map((hunk) => [
      `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
      ...hunk.lines,
    ].join('\n'));
    return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${told.join('\n')}\n`;
  };
})();
