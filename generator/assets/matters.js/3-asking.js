/* Part 3: a question answered, matters first, then the items that hold its words: the twin of
   generator/search/asking.py. */
'use strict';

(() => {
  const { rank } = window.qingdan.search;
  const { prepare, put, bestFirst } = window.qingdan.matching;

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
