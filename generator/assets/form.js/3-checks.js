/* Part 3: the checks of one item, the same as `qingdan check` makes them (generator/rules/); a test
   runs both over the same items. Each finding: code, severity, path within the item, what, mend.
   Codes: QD202 fields, 304 merged cells, 402 departments, 404 and 407 matters, 501 list numbers,
   502 corrections, 503 half pairs, 504 doubled words, 505 and 506 characters, 520 and 521 blanks.
   No DOM. */
'use strict';

(() => {
  const { form } = window.qingdan;
  const BLOCKS = ['superior', 'township', 'takeover'];
  const shorten = (text, limit = 24) => {
    const signs = Array.from(text);
    return signs.length <= limit ? text : `${signs.slice(0, limit - 1).join('')}…`;
  };
  const squeeze = (texts) => texts.join('').replace(/\s+/g, '');
  const code = (sign) => sign.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');

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

  /** The three of the known names that resemble one most. */
  form.nearest = (name, known) => {
    const signs = new Set(name);
    const shared = ranked(known.map((each) => {
      const own = new Set(each);
      const both = [...own].filter((sign) => signs.has(sign)).length;
      return [2 * both / (signs.size + own.size || 1), each];
    })).slice(0, 40).filter(([alike]) => alike);
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

  // --- texts -----------------------------------------------------------------------------------

  /** Every printed text of an item: path, the field that a correction would name, the text. */
  function texts(item) {
    const found = item.name ? [[['name'], 'name', item.name]] : [];
    const several = (base, list, field) =>
      (list || []).forEach((text, place) => found.push([[...base, place], field, text]));
    several(['departments'], item.departments, 'departments');
    for (const field of BLOCKS) {
      (item[field] || []).forEach((block, number) => {
        for (const key of ['part', 'heading', 'lead', 'role']) {
          if (block[key]) {
            found.push([[field, number, key], field, block[key]]);
          }
        }
        for (const key of ['departments', 'duties', 'safeguards']) {
          several([field, number, key], block[key], field);
        }
      });
    }
    several(['basis'], item.basis, 'basis');
    return found;
  }

  const corrected = (item, field, text) => (item.corrections || [])
    .filter((each) => each.field === field && each.printed)
    .reduce((made, each) => made.replaceAll(each.printed, () => each.suggested || ''), text);

  /** A printed cell as one text without white space (generator/printed.py). */
  function cell(item, field, kind, labels) {
    if (field === 'name') {
      return squeeze([item.name || '']);
    }
    if (field === 'departments') {
      return squeeze([item.departments_cell ||
        (item.departments || []).join(labels.between_departments || ' ')]);
    }
    if (field === 'basis') {
      return squeeze(item.basis || []);
    }
    const used = field === 'township' ? {} : labels;
    const said = (key) => used[key] || '';
    return squeeze((item[field] || []).flatMap((block) => {
      const named = (block.departments || []).length && block.heading === undefined
        ? said('before_departments') + block.departments.join('、') + said('after_departments') : '';
      return [block.part || '', kind === 'territorial' ? block.heading || '' : block.heading || named,
        block.lead || '', block.role || '',
        ...(block.duties ? [said('before_duties'), ...block.duties] : []),
        ...(block.safeguards ? [said('before_safeguards'), ...block.safeguards] : [])];
    }));
  }

  const PAIRS = { '(': ')', '《': '》', '〈': '〉', '“': '”', '‘': '’', '【': '】', '〔': '〕', '﹝': '﹞',
    '「': '」', '『': '』', '[': ']', '{': '}', '‹': '›' };
  const CLOSING = new Set(Object.values(PAIRS));
  const WIDE = { '（': '(', '）': ')', '［': '[', '］': ']', '｛': '{', '｝': '}' };

  /** Where a text has one half of a pair without the other. */
  function halves(signs) {
    const folded = signs.map((sign) => WIDE[sign] || sign);
    let waiting = [];
    const lonely = [];
    folded.forEach((sign, place) => {
      if (sign in PAIRS) {
        waiting.push(place);
      } else if (CLOSING.has(sign)) {
        const match = waiting.filter((each) => PAIRS[folded[each]] === sign).pop();
        if (match !== undefined) {
          lonely.push(...waiting.filter((each) => each > match));
          waiting = waiting.filter((each) => each < match);
        } else if (!(sign === ')' && /^\s*\d+\s*$/.test(signs.slice(0, place).join('')))) {
          lonely.push(place);
        }
      }
    });
    return [...lonely, ...waiting].sort((a, b) => a - b);
  }

  // --- the rules -------------------------------------------------------------------------------

  const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]/;
  const ODD = [
    [/^[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]$/u, '私用区字符'],
    [/^\ufffd$/u, '替代字符（乱码）'],
    [/^[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]$/u, '看不见的字符'],
    [/^[\x85\u2028\u2029]$/u, '看不见的换行符'],
  ];
  const NUMBER = /^(?:\d{1,2}[.．、](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳])/;
  const INNER = /[。；;]\s*\d{1,2}[.．、](?!\d)/;
  const DOUBLED = /([\u4e00-\u9fff]{2,12})\1|([的了和及与在是为被把对等])\2|([，。、；：])\3/g;
  const ALIKE = /[\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
  const FOREIGN = /[\u0370-\u052f](?=[A-Za-z0-9])|(?<=[A-Za-z0-9])[\u0370-\u052f]/g;
  const BLANK = /(?<=[\u3400-\u9fff\uf900-\ufaff])[ \u00a0\u3000]+(?=[\u3400-\u9fff\uf900-\ufaff])/;
  const AS_PRINTED = ['basis', 'departments_cell', 'printed', 'suggested'];
  const CORRECTABLE = ['name', 'departments', 'superior', 'township', 'takeover', 'basis'];

  /** QD202, 505, 520 and 521: every value of a record, whatever it is. */
  function* values(record, made, path, records) {
    for (const [key, spec] of records[record]) {
      const found = made[key];
      const place = [...path, key];
      if (spec.required && (found === undefined || found === '')) {
        yield found === undefined
          ? ['QD202', path, `缺少字段“${key}”（${spec.doc}）`, `补上“${spec.name}”`]
          : ['QD202', place, `“${key}”没有写内容`, `补上“${spec.name}”`];
      } else if (typeof found === 'string') {
        yield* text(key, found, spec, place);
      } else if (spec.of && found) {
        const list = spec.shape === 'record' ? [[place, found]]
          : found.map((each, number) => [[...place, number], each]);
        for (const [where, each] of list) {
          yield* values(spec.of, each, where, records);
        }
      } else if (Array.isArray(found)) {
        for (const [number, each] of found.entries()) {
          yield* each.trim() ? text(key, each, {}, [...place, number])
            : [['QD202', [...place, number], `“${key}”里有一条是空的`, '删去这一条，或者补上内容']];
        }
      }
    }
  }

  function* text(key, found, spec, path) {
    const shown = shorten(found);
    if (spec.shape === 'integer' && !/^[0-9]{1,9}$/.test(found)) {
      yield ['QD202', path, `“${key}”应是数字，却是“${shown}”`, '只写阿拉伯数字，如 12'];
    } else if (spec.choices && !spec.choices.includes(found)) {
      yield ['QD202', path, `“${key}”不能是“${shown}”`, `可选：${spec.choices.join('、')}`];
    } else if (spec.pattern && !new RegExp(`^(?:${spec.pattern})$`).test(found)) {
      yield ['QD202', path, `“${key}”的写法不对：“${shown}”`, `应是${spec.means}`];
    } else if (CONTROL.test(found)) {
      yield ['QD202', path, `文字里有控制字符或换行（U+${code(CONTROL.exec(found)[0])}）`,
        '写成一行，删去看不见的字符'];
    } else if (found !== found.trim() && found.trim()) {
      yield ['QD202', path, '文字的开头或结尾有空白', '删去首尾的空格'];
    }
    yield* odd(found, path);
    const gap = /(?<=\S)\s{2,}(?=\S)/.exec(found);
    if (gap) {
      const after = Array.from(found.slice(0, gap.index)).slice(-4).join('') + found.slice(gap.index);
      yield ['QD520', path, `文字里连着 ${gap[0].length} 个空白，像是两行接在了一起：“${shorten(after)}”`,
        '是两条的，分成两行；是一条的，删去空白'];
    }
    if (!path.some((each) => AS_PRINTED.includes(each))) {
      const bare = found.replace(/《[^《》]*》/g, '');
      const blank = BLANK.exec(bare);
      if (blank) {
        const around = bare.slice(Math.max(0, blank.index - 6), blank.index + blank[0].length + 6);
        yield ['QD521', path, `汉字之间有空格：“${shorten(around)}”`, '对照原文：是断开的词，删去空格'];
      }
    }
  }

  function* odd(found, path) {
    for (const sign of found) {
      const kind = ODD.find(([pattern]) => pattern.test(sign));
      if (kind) {
        yield ['QD505', path, `有${kind[1]} U+${code(sign)}`, '对照原文打出正确的字；看不见的字符删去'];
      }
    }
  }

  /** QD503, 504 and 506: the printed texts, as their corrections suggest them. */
  function* wording(item) {
    for (const [path, field, printed] of texts(item)) {
      const found = corrected(item, field, printed);
      const signs = Array.from(found);
      for (const place of halves(signs)) {
        const around = signs.slice(Math.max(place - 3, 0), place + 4).join('');
        yield ['QD503', path, `“${signs[place]}”没有另一半：“${shorten(around)}”`,
          '对照原文补上；原文就是这样的，记勘误'];
      }
      for (const match of found.matchAll(DOUBLED)) {
        const around = found.slice(Math.max(match.index - 2, 0), match.index + match[0].length + 2);
        yield ['QD504', path, `“${match[1] || match[2] || match[3]}”接连出现两次：“${around}”`,
          '对照原文：抄重的删去一个；原文重复的，记勘误'];
      }
      for (const [sign] of [...found.matchAll(ALIKE), ...found.matchAll(FOREIGN)]) {
        const usual = sign.normalize('NFKC');
        const meant = usual === sign ? '常用字' : `“${usual}”`;
        yield ['QD506', path, `“${sign}”（U+${code(sign)}）只是样子像${meant}`, `对照原文，换成${meant}`];
      }
    }
  }

  /** QD501: a list number that was left in a duty. */
  function* listNumbers(item) {
    for (const field of BLOCKS) {
      for (const [number, block] of (item[field] || []).entries()) {
        for (const key of ['duties', 'safeguards']) {
          for (const [place, found] of (block[key] || []).entries()) {
            const path = [field, number, key, place];
            const inner = INNER.exec(found);
            if (NUMBER.test(found)) {
              yield ['QD501', path, `职责开头留有序号：“${shorten(found, 16)}”`, '删去序号，只留文字'];
            } else if (inner) {
              yield ['QD501', path, `一条里还有一个序号：“${shorten(found.slice(inner.index), 16)}”`,
                '从序号处分成两条，删去序号'];
            }
          }
        }
      }
    }
  }

  /** QD304, 402, 404, 407 and 502: names that must be known, and places that must be there. */
  function* names(item, about) {
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
    for (const [place, each] of (item.corrections || []).entries()) {
      yield* correction(item, each, ['corrections', place], about);
    }
  }

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

  function* correction(item, { field = '', printed = '' }, path, { kind, labels }) {
    if (!CORRECTABLE.includes(field)) {
      yield ['QD502', [...path, 'field'], `勘误的 field 不能是“${shorten(field)}”`,
        `可选：${CORRECTABLE.join('、')}`];
      return;
    }
    const wanted = squeeze([printed]);
    const times = wanted ? cell(item, field, kind, labels).split(wanted).length - 1 : 0;
    if (wanted && times !== 1) {
      yield ['QD502', [...path, 'printed'], `“${shorten(printed)}”在 ${field} 里出现 ${times} 次`,
        '照原文抄，连同前后几个字，使它恰好出现一次'];
    }
  }

  const SEVERITY = { QD402: 'warning', QD503: 'warning', QD506: 'warning', QD521: 'warning',
    QD407: 'info', QD504: 'info' };

  /** All findings of an item. `about`: kind, labels, division, matters (name -> current name),
      offices (names), ids (of the township), records. */
  form.check = (item, about) => [
    ...values('Item', item, [], about.records), ...listNumbers(item), ...names(item, about),
    ...wording(item),
  ].map(([code_, path, what, mend]) =>
    ({ code: code_, severity: SEVERITY[code_] || 'error', path, what, mend }));
})();
