/* From a question to matters: the twin of generator/search/matching.py, spelling.py and asking.py,
   integer by integer. Loaded by search.js when a reader begins to ask. */
'use strict';

(() => {
  const { LONGEST_QUERY, fold, terms, pairs, rank, compareText } = window.qingdan.search;

  // --- spelling ----------------------------------------------------------------------------------

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

  function nearWord(term, word) {
    if (word.length < 3) {
      return word.length === 2 && term.length === 3 && term[0] === word[0] && term[2] === word[1];
    }
    const [short, long] = term.length <= word.length ? [term, word] : [word, term];
    if (term.filter((each) => word.includes(each)).length < short.length - 1) {
      return false;
    }
    if (oneEdit(term, word)) {
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

  // --- matching ----------------------------------------------------------------------------------

  const FULL = 16;
  const SCOPE = 3;
  const MISTYPED = 12;
  const LEAST = [[14, 15], [25, 6]];
  const NEAREST = 3;
  const LETTERS = /^[a-z]+(?:[ ']+[a-z]+)*$/;
  const PENAL = /罚/;

  const longestFirst = (one, other) => other.length - one.length || compareText(one, other);
  const bestFirst = (one, other) => other.score - one.score || compareText(one.id, other.id);

  function piecesOf(words) {
    const found = new Set();
    for (const word of words) {
      const two = pairs(word);
      two.forEach((piece) => found.add(piece));
      const characters = Array.from(word);
      if (two.length !== 1 || two[0] !== word || characters.length === 2) {
        characters.forEach((each) => found.add(each));
      }
    }
    return Array.from(found);
  }

  function put(map, key, value) {
    if (map.has(key)) {
      map.get(key).push(value);
    } else {
      map.set(key, [value]);
    }
  }

  /** The index, ready to be asked. */
  function prepare(document) {
    const rows = document.matters;
    const simple = new Map();
    const [traditional, simplified] = document.simplified.map((each) => Array.from(each));
    traditional.forEach((each, place) => simple.set(each, simplified[place]));
    const simplify = (text) => Array.from(fold(text), (each) => simple.get(each) || each).join('');
    const [degree, sound] = spelling(document.syllables, document.exceptions);

    const spoken = [];
    const inScope = new Map();
    const holders = new Map();
    const hold = (piece, place) => {
      if (!holders.has(piece)) {
        holders.set(piece, new Set());
      }
      holders.get(piece).add(place);
    };
    rows.forEach(([, name, former, keywords, scope], place) => {
      for (const text of [name, ...former, ...keywords]) {
        const words = terms(simplify(text), Infinity);
        const term = { matter: place, text, plain: words.join(' '), pieces: piecesOf(words) };
        term.characters = Array.from(term.plain);
        spoken.push(term);
        term.pieces.forEach((piece) => hold(piece, place));
      }
      for (const piece of piecesOf(terms(simplify(scope), Infinity))) {
        hold(piece, place);
        put(inScope, piece, place);
      }
    });

    function weight(piece) {
      const frequency = holders.has(piece) ? holders.get(piece).size : 1;
      const rarity = 32 - Math.clz32(Math.floor(rows.length / frequency));
      return Array.from(piece).length === 1 ? Math.max(1, rarity >> 1) : 2 * rarity;
    }
    const weigh = (pieces) => pieces.reduce((sum, piece) => sum + weight(piece), 0);
    const holding = new Map();
    spoken.forEach((term, number) => {
      term.weight = weigh(term.pieces);
      term.pieces.forEach((piece) => put(holding, piece, number));
    });

    const speaksOf = (text) => spoken.some((term) => term.plain.includes(text));
    const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const officesByName = new Map();
    document.offices.forEach((names) => names.forEach((name) => officesByName.set(name, names)));
    const officeNames = Array.from(officesByName.keys()).sort(longestFirst);

    /** Take a question apart; `places` maps names of townships and counties to township ids. */
    function question(query, places) {
      let text = simplify(Array.from(query).slice(0, LONGEST_QUERY).join(''));
      let townships = null;
      for (const name of Array.from(places.keys()).sort(longestFirst)) {
        if (text.includes(name)) {
          const ids = places.get(name);
          const both = townships && ids.filter((id) => townships.has(id));
          townships = new Set(both && both.length ? both : ids);
          text = text.split(name).join(' ');
        }
      }
      const offices = [];
      let rest = text;
      for (const name of officeNames) {
        if (rest.includes(name)) {
          offices.push(officesByName.get(name));
          rest = rest.replace(new RegExp(`(?:[省市县区旗州镇])?${escaped(name)}`, 'g'), ' ');
        }
      }
      if (!terms(rest).length) {
        rest = text;
      }
      let shorter = rest;
      document.fillers.forEach((filler) => {
        shorter = shorter.split(filler).join(' ');
      });
      const words = terms(shorter);
      return { text: rest, words: words.length ? words : terms(rest), townships, offices };
    }

    function scored(held, mistyped, mass, penal) {
      const matched = new Map();
      for (const piece of held) {
        const own = weight(piece);
        for (const number of holding.get(piece) || []) {
          matched.set(number, (matched.get(number) || 0) + own);
        }
      }
      const scores = new Map();
      for (const piece of held) {
        const credits = new Map((inScope.get(piece) || []).map((place) => [place, SCOPE]));
        for (const number of holding.get(piece) || []) {
          const term = spoken[number];
          const part = matched.get(number);
          const credit = Math.floor(2 * FULL * part / (part + term.weight));
          credits.set(term.matter, Math.max(credit, credits.get(term.matter) || 0));
        }
        const own = weight(piece);
        credits.forEach((credit, place) => {
          scores.set(place, (scores.get(place) || 0) + own * credit);
        });
      }
      const shown = new Map();
      for (const number of Array.from(matched.keys()).sort((one, other) => one - other)) {
        const term = spoken[number];
        const part = matched.get(number);
        const value = Math.floor(FULL * part * part / term.weight);
        if (value > (shown.has(term.matter) ? shown.get(term.matter)[0] : 0)) {
          shown.set(term.matter, [value, term]);
        }
      }
      mistyped.forEach((term, place) => {
        scores.set(place, Math.max(scores.get(place) || 0, MISTYPED * Math.min(term.weight, mass)));
        shown.set(place, [0, term]);
      });
      const words = held.filter((piece) => Array.from(piece).length > 1);
      const hits = [];
      scores.forEach((score, place) => {
        const [id, name, , , , penalty] = rows[place];
        hits.push({
          id,
          name,
          score: Boolean(penalty) === penal ? score : score >> 1,
          found: shown.has(place) ? shown.get(place)[1].text : '',
          words,
        });
      });
      return hits.sort(bestFirst);
    }

    /** Matter -> its weightiest term that words hold with an error, or that sounds like one. */
    function mistypedIn(asked) {
      const wrong = asked.filter((word) => !speaksOf(word)).map((word) => Array.from(word));
      const sounds = new Set(wrong.filter((word) => word.length > 1).map((word) => sound(word)));
      const found = new Map();
      for (const term of wrong.length ? spoken : []) {
        const best = found.get(term.matter);
        const { length } = term.characters;
        if ((!best || term.weight > best.weight) && (
          (length >= 3 && wrong.some((word) => nearWord(term.characters, word))) ||
          (length >= 2 && sounds.size && sounds.has(sound(term.characters)))
        )) {
          found.set(term.matter, term);
        }
      }
      return found;
    }

    /** The matters with terms that words of letters spell. */
    function spelt(words) {
      const total = new Map();
      const shown = new Map();
      const add = (place, score) => total.set(place, (total.get(place) || 0) + score);
      for (const letters of words) {
        const best = new Map();
        for (const term of spoken) {
          const how = degree(letters, term.plain);
          if (how) {
            const score = 200 * how - Math.min(term.characters.length, 99);
            add(term.matter, 20);
            if (score > (best.get(term.matter) || 0)) {
              best.set(term.matter, score);
              shown.set(term.matter, term);
            }
          }
        }
        best.forEach((score, place) => add(place, score));
      }
      return Array.from(total, ([place, score]) => ({
        id: rows[place][0],
        name: rows[place][1],
        score,
        found: shown.get(place).text,
        words: shown.get(place).plain.split(' '),
      })).sort(bestFirst);
    }

    /** [the matters that answer a question, the nearest that do not], best first. */
    function find(asked) {
      const text = asked.text.trim();
      if (LETTERS.test(text)) {
        const words = text.replace(/'/g, '').split(/ +/);
        const joined = spelt([words.join('')]);
        const hits = joined.length ? joined : spelt(words);
        if (hits.length) {
          return [hits, []];
        }
      }
      const plain = ` ${terms(asked.text).join(' ')} `;
      const held = new Set(piecesOf(asked.words));
      const mass = weigh(Array.from(held));
      const whole = spoken.filter((term) => term.characters.length > 1 && plain.includes(term.plain));
      whole.forEach((term) => term.pieces.forEach((piece) => held.add(piece)));
      const mistyped = whole.length ? new Map() : mistypedIn(asked.words);
      const hits = scored(Array.from(held), mistyped, mass, PENAL.test(asked.text));
      const digits = 32 - Math.clz32(rows.length);
      const good = hits.filter((hit) => LEAST.some(([score, share]) =>
        hit.score >= score * digits && 100 * hit.score >= share * FULL * mass));
      const near = hits.slice(0, NEAREST).filter((hit) => 2 * hit.score >= LEAST[0][0] * digits);
      return [good, good.length ? [] : near];
    }

    /** The matters that are near one, as its editors say, nearest first. */
    const placeOf = new Map(rows.map(([id], place) => [id, place]));
    const near = (id) => ((document.near || [])[placeOf.get(id)] || [])
      .map((place) => ({ id: rows[place][0], name: rows[place][1] }));

    /** Read a term's sounds, before they are asked for. */
    function makeReady(term) {
      degree('', term.plain);
      sound(term.characters);
    }

    return { question, find, speaksOf, near, spoken, makeReady };
  }

  // --- asking ------------------------------------------------------------------------------------

  const MOST_MATTERS = 8;
  const LEAST_OF_BEST = 35;
  const COUNTY = /^(.+?[市县区旗])(.{2,})$/;
  const KIND = /(?:民族乡|民族苏木|街道|苏木|[镇乡市县区旗])$/;

  /** What townships and their counties are called -> ids of the townships. */
  function placesOf(entries, matters) {
    const townships = new Map(entries.map((entry) => [entry.township_id, entry.township_name]));
    const found = new Map();
    townships.forEach((fullName, id) => {
      const parts = COUNTY.exec(fullName);
      for (const name of new Set([fullName, ...(parts ? parts.slice(1) : [])])) {
        const short = name.replace(KIND, '');
        const counts = short.length > 1 && !matters.speaksOf(short);
        new Set(counts ? [name, short] : [name]).forEach((form) => put(found, form, id));
      }
    });
    return found;
  }

  const isAsked = (entry, question, offices) =>
    (question.townships === null || question.townships.has(entry.township_id)) &&
    (!offices.length ||
      offices.some((names) => names.some((name) => entry.departments.includes(name))));

  function narrowed(found, byMatter, question) {
    const held = (hit) => byMatter.get(hit.id) || [];
    let { offices } = question;
    if (!found.some((hit) => held(hit).some((entry) => isAsked(entry, question, offices)))) {
      offices = [];
    }
    const answers = found.map((hit) => {
      const asked = held(hit).filter((entry) => isAsked(entry, question, offices));
      return {
        hit: asked.length ? hit : { ...hit, score: Math.floor(hit.score * 3 / 4) },
        entries: asked,
        elsewhere: held(hit).filter((entry) => !isAsked(entry, question, offices)),
      };
    }).sort((one, other) => bestFirst(one.hit, other.hit));
    const best = answers.length ? answers[0].hit.score : 0;
    return answers.filter((each) => 100 * each.hit.score >= LEAST_OF_BEST * best)
      .slice(0, MOST_MATTERS);
  }

  function itemsFor(query, entries, question, answers) {
    const hits = rank(entries, query, undefined, true);
    if (hits.length) {
      return hits;
    }
    const inside = entries.filter((entry) => isAsked(entry, question, question.offices));
    const core = rank(inside, question.words.join(' '), undefined, true);
    if (core.length) {
      return core;
    }
    return answers.length ? [] : rank(entries, query);
  }

  /** What stays the same while the entries do: names of places, and items by matter. */
  function known(entries, matters) {
    const byMatter = new Map();
    entries.forEach((entry) => entry.matters.forEach((id) => put(byMatter, id, entry)));
    return { entries, matters, byMatter, places: placesOf(entries, matters) };
  }

  /** The answer to a question: matters, then items; `near` are named where nothing answers. */
  function ask(query, { entries, matters, byMatter, places }) {
    const question = matters.question(query, places);
    const [found, near] = matters.find(question);
    const answers = narrowed(found, byMatter, question);
    const items = itemsFor(query, entries, question, answers);
    return { question, matters: answers, items, near };
  }

  window.qingdan['assets/matters'] = { prepare, known, ask };
})();
