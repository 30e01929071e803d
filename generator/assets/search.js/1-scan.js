/* Search in the reader's browser, part 1: the twin of generator/search/ranking.py, the same words,
   scores and order; tests/search runs one set of cases through both.
   The parts of this folder are joined by the build (generator/bundle.py) into one script. They meet
   in `qingdan.search`, part of the only global. */
'use strict';

(() => {
  const FIELDS = ['name', 'departments', 'category', 'duties'];
  const WEIGHTS = [8, 4, 2, 1];
  const KINDS = ['basic', 'cooperative', 'withdrawn', 'territorial'];
  const SCALE = 100;
  const NAME_IS_TERM = 400;
  const NAME_STARTS_WITH_TERM = 200;
  const LONGEST_QUERY = 100;

  const CHINESE = '\\u3005-\\u3007\\u3041-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff' +
    '\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
  const SEPARATORS = '\\0-\\/:-@\\[-`\\{-\\xbf\\xd7\\xf7\\u2000-\\u206f\\u2190-\\u2bff' +
    '\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u303d-\\u303f\\u30fb\\ufe10-\\ufe6f\\ufeff' +
    '\\ufff0-\\uffff';
  const BLANK = new RegExp('^[\\t\\v\\f\\r\\x1c-\\x1f \\x85\\xad\\u1680\\u180e\\u200b-\\u200f' +
    '\\u2028-\\u202e\\u2060-\\u206f\\ufeff]+$');
  const GAP = new RegExp(`([${CHINESE}]) +(?=[${CHINESE}])`, 'gu');
  const TERM = new RegExp(`[${CHINESE}]+|[^${CHINESE}${SEPARATORS}]+`, 'gu');
  const CHINESE_RUN = new RegExp(`^[${CHINESE}]+$`, 'u');
  // What folding leaves alone; most of a text passes here without a call.
  const UNUSUAL = /[^\n -@[-~\u4e00-\u9fff]/gu;
  const folding = new Map();

  function foldCharacter(character) {
    let folded = folding.get(character);
    if (folded === undefined) {
      folded = character.normalize('NFKD').toLowerCase();
      if (BLANK.test(folded)) {
        folded = ' ';
      }
      folding.set(character, folded);
    }
    return folded;
  }

  const fold = (text) => text.replace(UNUSUAL, foldCharacter);
  const normalise = (text) => fold(text).replace(GAP, '$1');
  const unique = (values) => Array.from(new Set(values));
  const lengthOf = (text) => Array.from(text).length; // code points, as Python counts

  function terms(query) {
    const read = Array.from(query).slice(0, LONGEST_QUERY).join('');
    return unique(fold(read).match(TERM) || []);
  }

  function pairs(term) {
    const characters = Array.from(term);
    if (characters.length <= 2 || !CHINESE_RUN.test(term)) {
      return [term];
    }
    return unique(characters.slice(1).map((next, place) => characters[place] + next));
  }

  /** The normalised fields of an entry, kept with it. */
  function foldedFields(entry) {
    if (!entry.folded) {
      entry.folded = [entry.name, entry.departments, entry.category, entry.text].map(normalise);
      entry.whole = entry.folded.join('\0');
      entry.brevity = Math.max(0, SCALE - 1 - lengthOf(entry.folded[0]));
    }
    return entry.folded;
  }

  function wholeHit(entry, words, lengths) {
    const fields = foldedFields(entry);
    const name = fields[0];
    let score = entry.brevity;
    let last = 0;
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index];
      const place = fields.findIndex((field) => field.includes(word));
      if (place < 0) {
        return null;
      }
      last = Math.max(last, place);
      score += SCALE * WEIGHTS[place] * lengths[index];
      if (name.startsWith(word)) {
        score += name === word ? NAME_IS_TERM : NAME_STARTS_WITH_TERM;
      }
    }
    return { entry, score, partial: false, field: FIELDS[last], words };
  }

  /** Whether at least half of the pieces stand in an entry at all; most are dropped here. */
  function holdsHalf(entry, pieces) {
    let left = pieces.length;
    return pieces.every((piece) => entry.whole.includes(piece) || 2 * (left -= 1) >= pieces.length);
  }

  function partialHit(entry, pieces, allPieces) {
    const fields = foldedFields(entry);
    if (!holdsHalf(entry, allPieces)) {
      return null;
    }
    let score = entry.brevity;
    let found = 0;
    let last = 0;
    for (const parts of pieces) {
      const counts = fields.map((field) => parts.filter((part) => field.includes(part)).length);
      const values = counts.map((count, place) => count * WEIGHTS[place]);
      const best = Math.max(...values);
      found += Math.max(...counts);
      score += SCALE * best;
      if (best) {
        last = Math.max(last, values.indexOf(best));
      }
    }
    if (!found || 2 * found < allPieces.length) {
      return null;
    }
    return { entry, score, partial: true, field: FIELDS[last], words: allPieces };
  }

  // Never localeCompare: its order differs between machines.
  const compareText = (one, other) => (one < other ? -1 : Number(one > other));

  function order(one, other) {
    const [a, b] = [one.entry, other.entry];
    return other.score - one.score ||
      compareText(a.township_id, b.township_id) ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      a.number - b.number ||
      compareText(a.item_id, b.item_id);
  }

  /** The entries that hold all words of the query, best first; else (which costs more, and is left
      out if only `whole` hits are asked for) those that hold half. */
  function rank(entries, query, limit, whole = false) {
    const words = terms(query);
    if (!words.length) {
      return [];
    }
    const lengths = words.map(lengthOf);
    let hits = entries.map((entry) => wholeHit(entry, words, lengths)).filter(Boolean);
    if (!hits.length && !whole) {
      const pieces = words.map(pairs);
      const all = [].concat(...pieces);
      hits = entries.map((entry) => partialHit(entry, pieces, all)).filter(Boolean);
    }
    return hits.sort(order).slice(0, limit);
  }

  /** The normalised text, and for each of its code units the character that it comes from. */
  function traced(characters) {
    let folded = '';
    const origins = [];
    characters.forEach((character, place) => {
      const piece = fold(character);
      folded += piece;
      for (let unit = 0; unit < piece.length; unit += 1) {
        origins.push(place);
      }
    });
    const gaps = new Set();
    folded.replace(GAP, (whole, before, start) => {
      for (let unit = before.length; unit < whole.length; unit += 1) {
        gaps.add(start + unit);
      }
      return whole;
    });
    return [folded.replace(GAP, '$1'), origins.filter((_, unit) => !gaps.has(unit))];
  }

  function coveredBy(characters, words) {
    const [folded, origins] = traced(characters);
    const covered = characters.map(() => false);
    for (const word of words) {
      let place = folded.indexOf(word);
      while (place >= 0) {
        const after = place + word.length;
        covered.fill(true, origins[place], origins[after - 1] + 1);
        place = folded.indexOf(word, after);
      }
    }
    return covered;
  }

  function inPieces(characters, covered) {
    const found = [];
    characters.forEach((character, place) => {
      if (place && covered[place] === covered[place - 1]) {
        found[found.length - 1][0] += character;
      } else {
        found.push([character, covered[place]]);
      }
    });
    return found;
  }

  /** A printed text in pieces [text, whether marked]. */
  function marked(text, words) {
    const characters = Array.from(text);
    return inPieces(characters, coveredBy(characters, words));
  }

  /** The line with most of the words, cut around the first, in pieces. */
  function excerpt(text, words, length = 60) {
    let line = '';
    let most = -1;
    for (const candidate of text.split('\n')) {
      const folded = normalise(candidate);
      const held = words.filter((word) => folded.includes(word)).length;
      if (held > most) {
        [line, most] = [candidate, held];
      }
    }
    const characters = Array.from(line);
    const covered = coveredBy(characters, words);
    const first = Math.max(0, covered.indexOf(true));
    const start = Math.max(0, Math.min(first - Math.floor(length / 4), characters.length - length));
    const end = start + length;
    const pieces = inPieces(characters.slice(start, end), covered.slice(start, end));
    return [
      ...(start ? [['…', false]] : []),
      ...pieces,
      ...(end < characters.length ? [['…', false]] : []),
    ];
  }

  const qingdan = window.qingdan = window.qingdan || {};
  qingdan.search = {
    LONGEST_QUERY, fold, normalise, terms, pairs, compareText, rank, marked, excerpt, foldedFields,
  };
})();
