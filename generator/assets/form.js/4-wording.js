/* Part 4: how the printed texts of an item are worded: QD501 list numbers, 503 half pairs, 504 doubled
   words, 506 look-alike characters, as generator/rules/ checks them. No DOM. */
'use strict';

(() => {
  const { form } = window.qingdan;
  const { BLOCKS, shorten } = form;

  /** A character's number, as Unicode writes it. */
  form.code = (sign) => sign.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');

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

  const PAIRS = { '(': ')', '《': '》', '〈': '〉', '“': '”', '‘': '’', '【': '】', '〔': '〕', '﹝': '﹞',
    '「': '」', '『': '』', '[': ']', '{': '}', '‹': '›' };
  const CLOSING = new Set(Object.values(PAIRS));
  const WIDE = { '（': '(', '）': ')', '［': '[', '］': ']', '｛': '{', '｝': '}' };

  /** Where a text has one half of a pair without the other; of an odd number of straight quotation
      marks, an apostrophe is none, the last one is alone. */
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
    const letter = (sign) => /^[A-Za-z]$/.test(sign || '');
    for (const quote of ["'", '"']) {
      const straight = signs.flatMap((sign, place) => (sign === quote &&
        !(sign === "'" && letter(signs[place - 1]) && letter(signs[place + 1])) ? [place] : []));
      lonely.push(...(straight.length % 2 ? straight.slice(-1) : []));
    }
    return [...lonely, ...waiting].sort((a, b) => a - b);
  }

  const NUMBER = /^(?:\d{1,2}[.．、](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳])/;
  const INNER = /[。；;]\s*\d{1,2}[.．、](?!\d)/;
  const DOUBLED = /([\u4e00-\u9fff]{2,12})\1|([的了和及与在是为被把对等])\2|([，。、；：])\3/g;
  const ALIKE = /[\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
  const FOREIGN = /[\u0370-\u052f](?=[A-Za-z0-9])|(?<=[A-Za-z0-9])[\u0370-\u052f]/g;

  /** QD503, 504 and 506: the printed texts, as their corrections suggest them. */
  form.wording = function* wording(item) {
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
        yield ['QD506', path, `“${sign}”（U+${form.code(sign)}）只是样子像${meant}`, `对照原文，换成${meant}`];
      }
    }
  }

  /** QD501: a list number that was left in a duty. */
  form.listNumbers = function* listNumbers(item) {
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
})();
