/* Part 2: from a question to matters: the twin of generator/search/matching.py, integer by integer. */
'use strict';

(() => {
  const { LONGEST_QUERY, fold, terms, pairs, compareText } = window.qingdan.search;
  const { spelling, nearWord } = window.qingdan.spelling;

  const FULL = 16;
  const SCOPE = 6;
  const AGAIN = [3, 3];
  const MISTYPED = 12;
  const LEAST = [[20, 40], [30, 6]];
  const NEAREST = 3;
  const LETTERS = /^[a-z]+(?:[ ']+[a-z]+)*$/;
  const PENAL = '罚';

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

  /** The hits, or none if the best of them is a subject that townships have no part in. */
  const present = (hits) => (hits[0].id ? hits.filter((hit) => hit.id) : []);

  /** The index, ready to be asked. */
  function prepare(document) {
    const rows = document.matters.concat(
      document.absent.map(([name, ...words]) => ['', name, [], words, '', 0]),
    );
    const simple = new Map();
    const [traditional, simplified] = document.simplified.map((each) => Array.from(each));
    traditional.forEach((each, place) => simple.set(each, simplified[place]));
    const simplify = (text) => Array.from(fold(text), (each) => simple.get(each) || each).join('');
    const formal = new Map();
    document.same.forEach((row) => row.forEach((word) => formal.set(word, row[0])));
    const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const informal = Array.from(formal.keys()).sort(longestFirst).map(escaped).join('|');
    const anyInformal = new RegExp(informal || '(?!)', 'g');
    const formally = (text) => text.replace(anyInformal, (word) => formal.get(word));
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
        const simpler = simplify(text);
        for (const form of new Set([simpler, formally(simpler)])) {
          const words = terms(form, Infinity);
          const term = { matter: place, text, plain: words.join(' '), pieces: piecesOf(words) };
          term.characters = Array.from(term.plain);
          spoken.push(term);
          term.pieces.forEach((piece) => hold(piece, place));
        }
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

    const often = new Map(); // a pair, and the matters with several terms that hold it
    holding.forEach((numbers, piece) => {
      if (Array.from(piece).length === 1) {
        return;
      }
      const texts = new Map();
      numbers.forEach((number) => {
        const { matter, text } = spoken[number];
        texts.set(matter, (texts.get(matter) || new Set()).add(text));
      });
      const more = new Map();
      texts.forEach(({ size }, place) => {
        if (size > 1) {
          more.set(place, AGAIN[0] * Math.min(31 - Math.clz32(size), AGAIN[1]));
        }
      });
      often.set(piece, more);
    });

    const speaksOf = (text) => spoken.some((term) => term.plain.includes(text));
    const officesByName = new Map();
    document.offices.forEach((names) => names.forEach((name) => officesByName.set(name, names)));
    const officeNames = Array.from(officesByName.keys()).sort(longestFirst);

    function withoutFillers(text) {
      let shorter = text;
      document.fillers.forEach((filler) => {
        shorter = shorter.split(filler).join(' ');
      });
      const words = terms(shorter);
      return words.length ? words : terms(text);
    }

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
      const asFormal = formally(rest);
      return {
        text: rest,
        words: withoutFillers(rest),
        formal: withoutFillers(asFormal),
        penal: asFormal.includes(PENAL),
        townships,
        offices,
      };
    }

    function scored(held, inOwnWords, mistyped, penal) {
      const matched = new Map();
      const inOwn = new Map();
      for (const piece of held) {
        const own = weight(piece);
        for (const number of holding.get(piece) || []) {
          matched.set(number, (matched.get(number) || 0) + own);
          if (inOwnWords.has(piece)) {
            inOwn.set(number, (inOwn.get(number) || 0) + own);
          }
        }
      }
      const scores = new Map();
      for (const piece of held) {
        const credits = new Map((inScope.get(piece) || []).map((place) => [place, SCOPE]));
        for (const number of holding.get(piece) || []) {
          const term = spoken[number];
          const credit = Math.floor(Math.sqrt(Math.floor(
            FULL * FULL * matched.get(number) / term.weight,
          )));
          credits.set(term.matter, Math.max(credit, credits.get(term.matter) || 0));
        }
        const own = weight(piece);
        const more = often.get(piece) || new Map();
        credits.forEach((credit, place) => {
          const whole = credit + (more.get(place) || 0);
          scores.set(place, (scores.get(place) || 0) + own * whole);
        });
      }
      const shown = new Map();
      for (const parts of [matched, inOwn]) { // the asker's own words say best why
        const found = new Map();
        for (const number of Array.from(parts.keys()).sort((one, other) => one - other)) {
          const term = spoken[number];
          const part = parts.get(number);
          const value = Math.floor(FULL * part * part / term.weight);
          if (value > (found.has(term.matter) ? found.get(term.matter)[0] : 0)) {
            found.set(term.matter, [value, term]);
          }
        }
        found.forEach((best, place) => shown.set(place, best));
      }
      mistyped.forEach(([term, mass], place) => {
        scores.set(place, Math.max(scores.get(place) || 0, MISTYPED * mass));
        shown.set(place, [0, term]);
      });
      const words = held.filter((piece) => Array.from(piece).length > 1);
      const hits = [];
      scores.forEach((score, place) => {
        const [id, name, , , , penalty] = rows[place];
        hits.push({
          id,
          name,
          score: Boolean(penalty) === penal ? score : Math.floor(score * 2 / 3),
          found: shown.has(place) ? shown.get(place)[1].text : '',
          words,
        });
      });
      return hits.sort(bestFirst);
    }

    /** Matter -> [its term that words hold best with an error, or that sounds like one, and what of
        its weight that is worth]. A word is no error if all its pairs are in some term. */
    function mistypedIn(asked) {
      const wrong = asked.filter((word) => Array.from(word).length > 1 &&
        !pairs(word).every((pair) => holders.has(pair)));
      const known = wrong.map((word) => Array.from(word));
      const weights = wrong.map((word) => weigh(piecesOf([word])));
      const sounds = new Map(known.map((word, number) => [sound(word), number]));
      const misspelt = ({ characters }) => {
        const number = characters.length < 3 ? -1
          : known.findIndex((word) => nearWord(characters, word));
        return number < 0 && characters.length > 1 ? sounds.get(sound(characters)) : number;
      };
      const found = new Map();
      for (const term of wrong.length ? spoken : []) {
        const number = misspelt(term);
        if (number >= 0) {
          const mass = Math.min(term.weight, weights[number]);
          const worth = Math.floor(2 * mass * mass / (mass + term.weight));
          if (!found.has(term.matter) || worth > found.get(term.matter)[1]) {
            found.set(term.matter, [term, worth]);
          }
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
          return [present(hits), []];
        }
      }
      const plain = ` ${terms(asked.text).join(' ')} `;
      const own = new Set(piecesOf(asked.words));
      const mass = weigh(Array.from(own));
      const whole = spoken.filter((term) => term.characters.length > 1 && plain.includes(term.plain));
      whole.forEach((term) => term.pieces.forEach((piece) => own.add(piece)));
      const held = new Set([...own, ...piecesOf(asked.formal)]);
      const mistyped = whole.length ? new Map() : mistypedIn(asked.words);
      const hits = scored(Array.from(held), own, mistyped, asked.penal);
      const digits = 32 - Math.clz32(rows.filter(([id]) => id).length);
      const good = hits.filter((hit) => LEAST.some(([score, share]) =>
        hit.score >= score * digits && 100 * hit.score >= share * FULL * mass));
      if (good.length) {
        return [present(good), []];
      }
      const nearest = hits.filter((hit) => hit.id).slice(0, NEAREST);
      return [[], nearest.filter((hit) => 2 * hit.score >= LEAST[0][0] * digits)];
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

  window.qingdan.matching = { prepare, put, bestFirst };
})();
