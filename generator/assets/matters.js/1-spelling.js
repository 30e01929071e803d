/* Part 1: how words are spelt, one wrong or missing character, pinyin and initials: the twin of
   generator/search/spelling.py. Loaded, as all parts, by search.js when a reader begins to ask. */
'use strict';

(() => {
  const SHORTEST_WINDOW = 4;
  const LEAST_LETTERS = 2;

  /** Whether two words (as characters) are equal but for one wrong, missing or added one. */
  function oneEdit(one, other) {
    const [short, long] = one.length <= other.length ? [one, other] : [other, one];
    if (long.length - short.length > 1) {
      return false;
    }
    let start = 0;
    while (start < short.length && short[start] === long[start]) {
      start += 1;
    }
    const skip = Number(short.length === long.length);
    for (let place = start + 1; place < long.length; place += 1) {
      if (short[place - 1 + skip] !== long[place]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word is a term, from its first character on, with some left out. */
  function shortened(word, term) {
    if (word.length < SHORTEST_WINDOW || word[0] !== term[0]) {
      return false;
    }
    let place = 0;
    term.forEach((each) => {
      place += Number(each === word[place]);
    });
    return place === word.length;
  }

  function nearWord(term, word) {
    if (word.length < 3) {
      return word.length === 2 && term.length === 3 && term[0] === word[0] && term[2] === word[1];
    }
    const [short, long] = term.length <= word.length ? [term, word] : [word, term];
    if (term.filter((each) => word.includes(each)).length < short.length - 1) {
      return false;
    }
    if (oneEdit(term, word) || shortened(word, term)) {
      return true;
    }
    if (short.length < SHORTEST_WINDOW) {
      return false;
    }
    for (let length = short.length - 1; length <= short.length + 1; length += 1) {
      for (let start = 0; start + length <= long.length; start += 1) {
        if (oneEdit(short, long.slice(start, start + length))) {
          return true;
        }
      }
    }
    return false;
  }

  /** [how well letters spell a term, how a term (as characters) sounds]. */
  function spelling(syllables, exceptions) {
    const usual = new Map();
    for (const syllable of Object.keys(syllables)) {
      Array.from(syllables[syllable]).forEach((each) => usual.set(each, syllable));
    }
    const read = (term) => (typeof exceptions[term] === 'string'
      ? exceptions[term].split(' ')
      : Array.from(term, (each) => usual.get(each) || each));

    const spelt = new Map(); // term -> its syllables, their first letters, all letters

    function degree(letters, term) {
      if (!spelt.has(term)) {
        const parts = read(term);
        spelt.set(term, [parts, parts.map((part) => part.slice(0, 1)).join(''), parts.join('')]);
      }
      const [parts, initials, whole] = spelt.get(term);
      if (letters.length < LEAST_LETTERS) {
        return 0;
      }
      if (letters === whole || letters === initials) {
        return 8;
      }
      if (whole.startsWith(letters)) {
        return 6;
      }
      if (letters.length > LEAST_LETTERS && initials.startsWith(letters)) {
        return 5;
      }
      const ends = new Set([0]);
      let length = 0;
      parts.forEach((part) => ends.add(length += part.length));
      let start = whole.indexOf(letters);
      while (start > 0) {
        if (ends.has(start) && ends.has(start + letters.length)) {
          return 4;
        }
        start = whole.indexOf(letters, start + 1);
      }
      return 0;
    }

    const sounds = new Map();

    function sound(characters) {
      const term = characters.join('');
      if (!sounds.has(term)) {
        sounds.set(term, read(term).join(' '));
      }
      return sounds.get(term);
    }

    return [degree, sound];
  }

  window.qingdan.spelling = { spelling, nearWord };
})();
