/* Part 5: all checks of one item, the same as `qingdan check` makes them (generator/rules/); a test
   runs both over the same items. Each finding: code, severity, path within the item, what, mend.
   Here are QD202 fields, 502 corrections, 505 characters, 520 and 521 blanks. No DOM. */
'use strict';

(() => {
  const { form } = window.qingdan;
  const { code, shorten } = form;
  const squeeze = (texts) => texts.join('').replace(/\s+/g, '');

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

  // --- the rules -------------------------------------------------------------------------------

  const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]/;
  const ODD = [
    [/^[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]$/u, '私用区字符'],
    [/^\ufffd$/u, '替代字符（乱码）'],
    [/^[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]$/u, '看不见的字符'],
    [/^[\x85\u2028\u2029]$/u, '看不见的换行符'],
  ];
  const LIST = /\[[^[\]]*[\u3400-\u9fff][^[\]]*\]$/;
  const DASH =
    /(?<=[\u3400-\u9fff。；：，、！？）”》])\s*- (?=\S)|(?<=\S)\s+- (?=[\u3400-\u9fff“《（])/;
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
    const list = LIST.exec(found);
    if (list) {
      yield ['QD520', path, `文字末尾有方括号里的名称，像是把下一行的列表接了进来：“${shorten(list[0])}”`,
        '是另一个字段的，另起一行写；原文就有的，照原文改用全角的括号'];
    }
    const dash = gap ? null : DASH.exec(found);
    if (dash) {
      const after = Array.from(found.slice(0, dash.index)).slice(-4).join('') + found.slice(dash.index);
      yield ['QD520', path, `文字里有减号加空格，像是两行接在了一起：“${shorten(after)}”`,
        '是两条的，在减号前换行；是一条的，照原文改减号'];
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

  /** QD502: what a correction corrects stands there, once. */
  function* corrections(item, about) {
    for (const [place, each] of (item.corrections || []).entries()) {
      yield* correction(item, each, ['corrections', place], about);
    }
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
    ...values('Item', item, [], about.records), ...form.listNumbers(item),
    ...form.knownNames(item, about), ...corrections(item, about), ...form.wording(item),
  ].map(([code_, path, what, mend]) =>
    ({ code: code_, severity: SEVERITY[code_] || 'error', path, what, mend }));
})();
