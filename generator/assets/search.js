/* Search in the reader's browser. The first half is the twin of generator/search/ranking.py: the same
   words, scores and order; tests/search runs one set of cases through both. The second half shows
   it. Works from file://: data come as scripts that set keys of the one global, `qingdan`.
   Every text is data: it reaches the page through textContent only. */
'use strict';

(() => {
  // --- the scan: keep in step with generator/search/ranking.py -------------------------------

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

  function partialHit(entry, pieces, allPieces) {
    const fields = foldedFields(entry);
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

  /** The entries that hold all words of the query, best first; else those that hold half. */
  function rank(entries, query, limit) {
    const words = terms(query);
    if (!words.length) {
      return [];
    }
    const lengths = words.map(lengthOf);
    let hits = entries.map((entry) => wholeHit(entry, words, lengths)).filter(Boolean);
    if (!hits.length) {
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
    LONGEST_QUERY, fold, normalise, terms, pairs, compareText, rank, marked, excerpt,
  };
  if (typeof document === 'undefined') {
    return; // a test of the scan alone
  }

  // --- data: scripts, loaded when they are needed --------------------------------------------

  const ROOT = new URL('..', document.currentScript.src).href; // this file is <root>/assets/…
  const FROM_DISK = ROOT.startsWith('file:');
  const MOST_SCOPES = 8; // with more, one county at a time
  const SHOWN_IN_POPUP = 12;
  const MATTERS_IN_POPUP = 4;
  const SHOWN_IN_PAGE = 50;

  const address = (path) => ROOT + path + (FROM_DISK ? 'index.html' : '');
  const scripts = new Map();

  /** Promise of what the data script of this key sets. A failed one may be tried again. */
  function load(key) {
    if (!scripts.has(key)) {
      scripts.set(key, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = `${ROOT}${key}.js`;
        script.charset = 'utf-8';
        script.onload = () => (qingdan[key] ? resolve(qingdan[key]) : reject(new Error(key)));
        script.onerror = () => reject(new Error(key));
        document.head.append(script);
      }).catch((error) => {
        scripts.delete(key);
        throw error;
      }));
    }
    return scripts.get(key);
  }

  function entriesOf(names) {
    const found = [];
    for (const [townshipId, townshipName, lists] of names.townships) {
      for (const [kind, listTitle, categories] of lists) {
        for (const [category, items] of categories) {
          for (const [itemId, number, name, departments, who, rest, matters] of items) {
            found.push({
              township_id: townshipId,
              township_name: townshipName,
              kind,
              list_title: listTitle,
              item_id: itemId,
              number,
              name,
              category,
              departments,
              text: '',
              who,
              rest,
              matters: matters ? matters.split(' ') : [],
            });
          }
        }
      }
    }
    return found;
  }

  /** All that is loaded so far, and who wants to know when more arrives. */
  const corpus = {
    scopes: [],
    scope: '', // the chosen one, if there are more than MOST_SCOPES
    entries: [],
    known: null, // what matters.js has made ready of them
    state: 'closed', // → loading → names → complete, or failed
    listeners: [],
  };

  function tell(state) {
    corpus.state = state;
    corpus.listeners.forEach((listener) => listener());
  }

  function setEntries(entries) {
    corpus.entries = entries;
    corpus.known = corpus.asking && corpus.asking.known(entries, corpus.matters);
  }

  async function loadAsking() {
    const [index, asking] = await Promise.all([load('search/matters'), load('assets/matters')]);
    corpus.asking = corpus.asking || asking;
    corpus.matters = corpus.matters || asking.prepare(index);
  }

  async function loadScopes(scopes) {
    tell('loading');
    const [names] = await Promise.all([
      Promise.all(scopes.map((scope) => load(`search/${scope}/names`))), loadAsking(),
    ]);
    const parts = names.map(entriesOf);
    const entries = [].concat(...parts);
    if (scopes.length === 1 && corpus.scope && corpus.scope !== scopes[0]) {
      return; // another county was chosen meanwhile
    }
    setEntries(entries);
    tell('names');
    const texts = await Promise.all(scopes.map((scope) => load(`search/${scope}/texts`)));
    if (corpus.entries !== entries) {
      return;
    }
    texts.forEach((part, index) => {
      // Files of two builds must not be mixed: better no duty texts than wrong ones.
      if (part.edition === names[index].edition) {
        parts[index].forEach((entry, place) => {
          entry.text = part.texts[place];
          entry.folded = null;
        });
      }
    });
    tell('complete');
  }

  const isScope = (scope) => corpus.scopes.some(([id]) => id === scope);
  const scopeInAddress = () => new URLSearchParams(location.search).get('in');

  async function openScopes() {
    try {
      corpus.scopes = (await load('search/catalog')).scopes;
      if (corpus.scopes.length <= MOST_SCOPES) {
        await loadScopes(corpus.scopes.map(([id]) => id));
        return;
      }
      const own = document.querySelector('meta[name="qd-scope"]');
      corpus.scope = [corpus.scope, scopeInAddress(), own && own.content].find(isScope) || '';
      if (corpus.scope) {
        await loadScopes([corpus.scope]);
      } else {
        tell('choose');
      }
    } catch (error) {
      tell('failed');
    }
  }

  function open() {
    if (corpus.state === 'closed' || corpus.state === 'failed') {
      corpus.township = ownTownship();
      corpus.state = 'loading';
      openScopes();
    }
  }

  function choose(scope) {
    corpus.scope = scope;
    setEntries([]);
    loadScopes([scope]).catch(() => corpus.scope === scope && tell('failed'));
  }

  // --- parts of a page -----------------------------------------------------------------------

  /** An element with a class and children (texts or elements). */
  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) {
      element.className = className;
    }
    element.append(...children.filter((child) => child !== null && child !== ''));
    return element;
  }

  const markedUp = (pieces) => pieces.map(([text, mark]) => (mark ? make('mark', '', text) : text));
  const REASONS = { departments: '部门', category: '类别', duties: '职责' };

  /** Why an item is a hit, if its name does not show it: the place where the words stand. */
  function reason(hit) {
    const { departments, category, text } = hit.entry;
    const field = { departments, category, duties: text }[hit.field];
    if (!field) {
      return null;
    }
    const label = make('span', 'qd-hit-label', `${REASONS[hit.field]}：`);
    return make('span', 'qd-hit-reason', label, ...markedUp(excerpt(field, hit.words)));
  }

  function evidence(entry) {
    const place = `${entry.township_name} · ${entry.list_title} · 第 ${entry.number} 项`;
    return make('span', 'qd-hit-evidence', place);
  }

  function hitAddress(entry) {
    const path = [...entry.township_id.split('/'), entry.kind].map(encodeURIComponent).join('/');
    return `${address(`${path}/`)}#${encodeURIComponent(entry.item_id)}`;
  }

  const answerLine = ({ who, rest }, ...before) =>
    make('span', 'qd-hit-answer', ...before, make('strong', '', who), rest);

  /** The lines of a hit below its name. */
  const lowerLines = (hit) => [answerLine(hit.entry), reason(hit), evidence(hit.entry)];

  // --- matters -------------------------------------------------------------------------------

  const LINES_IN_POPUP = 2;
  const LINES_IN_PAGE = 5;

  const matterAddress = (hit) => address(`matters/${encodeURIComponent(hit.id)}/`);

  /** Why a matter is a hit, if its name does not show it. */
  function matterReason(hit) {
    if (hit.found === hit.name) {
      return null;
    }
    const label = make('span', 'qd-hit-label', hit.found ? '也叫：' : '范围里写着这些词');
    return make('span', 'qd-hit-reason', label, ...markedUp(marked(hit.found, hit.words)));
  }

  /** The township that the page is about. */
  const pageTownship = () => (corpus.entries.find((entry) =>
    location.href.startsWith(`${ROOT}${entry.township_id}/`)) || {}).township_id;

  /** The lines of a matter below its name: the answers of the townships asked for, and how many
      more there are. */
  function matterLines({ hit, entries, elsewhere }, question, most) {
    const own = pageTownship() || corpus.township;
    const first = question.townships || !entries.some((entry) => entry.township_id === own)
      ? entries : entries.filter((entry) => entry.township_id === own);
    const lines = first.slice(0, most).map((entry) =>
      answerLine(entry, make('span', 'qd-hit-label', `${entry.township_name} `)));
    const towns = (some) => new Set(some.map((entry) => entry.township_id));
    const shown = towns(first.slice(0, most));
    const others = [...towns([...entries, ...elsewhere])].filter((id) => !shown.has(id)).length;
    if (!lines.length) {
      lines.push(make('span', 'qd-hit-answer', make('strong', '', '清单未列出')));
    }
    const more = others ? `也见于 ${others} 个${shown.size ? '' : '别的'}镇街或区县` : '';
    return [matterReason(hit), ...lines, more && make('span', 'qd-hit-evidence', more)];
  }

  function resultsAddress(query) {
    const parameters = new URLSearchParams({ q: query });
    if (corpus.scope) {
      parameters.set('in', corpus.scope);
    }
    return `${address('')}?${parameters}`;
  }

  /** What the state of the search says, in one sentence; '' if there is nothing to say. */
  function sentence(query, found) {
    if (corpus.state === 'failed') {
      return '查事项用的数据没有取到。请检查网络，刷新页面再试。';
    }
    if (corpus.state === 'choose') {
      return '先选一个区县，再查。';
    }
    if (!terms(query).length) {
      return '';
    }
    const [matters, items] = [found.matters.length, found.items.length];
    const partial = items && found.items[0].partial;
    if (matters) {
      return `找到 ${matters} 个事项主题` + (items ? `，另有 ${items} 项写着这些词` : '');
    }
    if (items && !partial) {
      return `找到 ${items} 项`;
    }
    if (corpus.state !== 'complete') {
      return '正在查……';
    }
    if (items) {
      return `没有哪一项写着全部的词，下面是相近的 ${items} 项`;
    }
    return `清单里没有找到“${query.trim()}”对应的事项。换个说法，或者用更短的词再查。`;
  }

  const isEmpty = (found) => !found.matters.length && !found.items.length;
  const nothingFound = (query, found) => Boolean(terms(query).length) && isEmpty(found) &&
    (corpus.state === 'complete' || corpus.state === 'failed');

  /** What to look at instead where nothing was found: the nearest matters, and all categories. */
  function help(query, found) {
    if (!nothingFound(query, found)) {
      return [];
    }
    const links = found.near.map((hit) => helpLink(matterAddress(hit), hit.name));
    return [...(links.length ? [' 相近的：', ...links] : [' ']), categoriesLink()];
  }

  function helpLink(href, text) {
    const link = make('a', 'qd-search-more', text);
    link.href = href;
    return link;
  }

  function categoriesLink() {
    return helpLink(address('categories/'), '看全部类别');
  }

  const NOTHING = { matters: [], items: [], near: [], question: null };

  /** Names alone may have no whole hit although the duties do: partial ones wait for the texts. */
  function find(query) {
    const found = corpus.known ? corpus.asking.ask(query, corpus.known) : NOTHING;
    const early = found.items.length && found.items[0].partial && corpus.state !== 'complete';
    return early ? { ...found, items: [] } : found;
  }

  /** The choice of a county, shown only if there are too many to search all. */
  function scopeChoice(chosen) {
    const select = make('select', 'qd-search-scope');
    select.setAttribute('aria-label', '在哪个区县里查');
    select.addEventListener('change', () => {
      if (select.value) {
        choose(select.value);
        chosen();
      }
    });
    const box = make('p', 'qd-search-where', '在 ', select, ' 里查');
    box.hidden = true;
    return {
      box,
      update() {
        box.hidden = corpus.scopes.length <= MOST_SCOPES;
        if (!box.hidden && !select.options.length) {
          select.append(new Option('选一个区县', ''));
          corpus.scopes.forEach(([id, name]) => select.append(new Option(name, id)));
        }
        select.value = corpus.scope;
      },
    };
  }

  const OWN = 'qd-township';

  /** The reader's own township, kept where the browser allows it. */
  function ownTownship(chosen) {
    try {
      if (chosen !== undefined) {
        localStorage.setItem(OWN, chosen);
      }
      return localStorage.getItem(OWN) || '';
    } catch (error) {
      return chosen || '';
    }
  }

  /** The choice of one's own township, whose answers come first. */
  function townshipChoice(chosen) {
    const select = make('select', 'qd-search-scope');
    select.setAttribute('aria-label', '我在哪个镇街');
    select.addEventListener('change', () => {
      corpus.township = ownTownship(select.value);
      chosen();
    });
    const box = make('p', 'qd-search-where');
    box.hidden = true;
    return {
      box,
      update() {
        const towns = new Map(corpus.entries.map((each) => [each.township_id, each.township_name]));
        box.hidden = towns.size < 2 || !corpus.entries.some((each) => each.matters.length);
        if (!box.hidden && select.dataset.of !== [...towns.keys()].join()) {
          select.dataset.of = [...towns.keys()].join();
          box.replaceChildren('我在 ', select);
          select.replaceChildren(new Option('不限', ''));
          towns.forEach((name, id) => select.append(new Option(name, id)));
          select.value = towns.has(corpus.township) ? corpus.township : '';
        }
      },
    };
  }

  /** Call `update` when the reader has changed the field, or data have arrived; but never amid
      the work of an input method, whose letters are no words yet. */
  function onChange(input, update) {
    let composing = false;
    input.addEventListener('compositionstart', () => {
      composing = true;
    });
    input.addEventListener('compositionend', () => {
      composing = false;
      update('typed');
    });
    input.addEventListener('input', (event) => {
      if (!composing && !event.isComposing) {
        update('typed');
      }
    });
    corpus.listeners.push(() => composing || update('arrived'));
  }

  const isComposing = (event) => event.isComposing || event.keyCode === 229; // 229: old WebKit

  // --- the field in the header: a combobox with a popup --------------------------------------

  let popups = 0;

  function enhanceHeader(form, input) {
    popups += 1;
    const id = `qd-popup-${popups}`;
    const list = make('div', 'qd-popup-list');
    list.id = id;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', '查到的事项');
    const note = make('p', 'qd-popup-note');
    const where = scopeChoice(() => input.focus());
    const popup = make('div', 'qd-popup', where.box, note, list);
    popup.hidden = true;
    // Said aloud apart from the popup: what is hidden is not announced.
    const spoken = make('p', 'qd-search-spoken');
    spoken.setAttribute('role', 'status');
    spoken.setAttribute('aria-live', 'polite');
    form.classList.add('qd-search-form');
    form.append(popup, spoken);

    const attributes = {
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-autocomplete': 'list',
      'aria-controls': id,
      'aria-expanded': 'false',
    };
    Object.keys(attributes).forEach((name) => input.setAttribute(name, attributes[name]));

    const options = () => Array.from(list.children);
    let active = null;
    let dismissed = false; // closed by the reader: data that arrive must not open it again

    function activate(option) {
      if (active) {
        active.setAttribute('aria-selected', 'false');
      }
      active = option;
      if (active) {
        active.setAttribute('aria-selected', 'true');
        active.scrollIntoView({ block: 'nearest' });
        input.setAttribute('aria-activedescendant', active.id);
      } else {
        input.removeAttribute('aria-activedescendant');
      }
    }

    function show(visible) {
      popup.hidden = !visible;
      input.setAttribute('aria-expanded', String(visible && list.children.length > 0));
      if (!visible) {
        activate(null);
      }
    }

    function option(href, index, ...children) {
      const link = make('a', 'qd-hit', ...children);
      link.id = `${id}-${index}`;
      link.href = href;
      link.tabIndex = -1;
      link.setAttribute('role', 'option');
      link.setAttribute('aria-selected', 'false');
      return link;
    }

    function update(cause) {
      const query = input.value;
      const found = find(query);
      dismissed = dismissed && cause === 'arrived';
      const kept = active && active.href;
      const links = found.matters.slice(0, MATTERS_IN_POPUP).map((each, index) => {
        const name = make('span', 'qd-hit-name', ...markedUp(marked(each.hit.name, each.hit.words)));
        const lines = matterLines(each, found.question, LINES_IN_POPUP);
        return option(matterAddress(each.hit), index, name, ...lines);
      });
      const room = SHOWN_IN_POPUP - 2 * links.length;
      found.items.slice(0, room).forEach((hit) => {
        const name = make('span', 'qd-hit-name', ...markedUp(excerpt(hit.entry.name, hit.words)));
        links.push(option(hitAddress(hit.entry), links.length, name, ...lowerLines(hit)));
      });
      if (links.length) {
        const total = found.matters.length + found.items.length;
        links.push(option(resultsAddress(query), links.length, `全部结果（${total} 项）`));
        links[links.length - 1].classList.add('qd-search-more');
      }
      list.replaceChildren(...links);
      list.hidden = !links.length;
      const said = sentence(query, found);
      note.replaceChildren(said, ...help(query, found));
      spoken.textContent = said;
      where.update();
      activate((kept && links.find((link) => link.href === kept)) || null);
      show(Boolean(said) && !dismissed && form.contains(document.activeElement));
    }

    function move(step) {
      const all = options();
      const place = all.indexOf(active);
      // Beyond either end stands the field itself, as in the pattern of the APG.
      const next = place < 0 && step < 0 ? all.length - 1 : place + step;
      activate(all[next] || null);
    }

    const keys = {
      ArrowDown: () => (popup.hidden ? update() : move(1)),
      ArrowUp: () => (popup.hidden ? update() : move(-1)),
      Home: () => active && activate(options()[0]),
      End: () => active && activate(options().pop()),
      Enter: () => active && active.click(),
      Escape() {
        if (popup.hidden) {
          input.value = '';
        }
        dismissed = true;
        show(false);
      },
    };

    input.addEventListener('keydown', (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (isComposing(event) || !plain || !(event.key in keys)) {
        return;
      }
      // Without a chosen option Home, End and Enter mean what they mean in any field.
      if (active || !['Home', 'End', 'Enter'].includes(event.key)) {
        event.preventDefault();
        keys[event.key]();
      }
    });
    input.addEventListener('focus', () => {
      open();
      update();
    });
    onChange(input, update);
    // Else a click would first move the focus, and the popup would be gone before it lands.
    popup.addEventListener('mousedown', (event) => {
      if (!event.target.closest('select')) {
        event.preventDefault();
      }
    });
    form.addEventListener('focusout', (event) => {
      if (!form.contains(event.relatedTarget)) {
        show(false);
      }
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (terms(input.value).length) {
        location.assign(resultsAddress(input.value.trim()));
      }
    });
  }

  // --- the home page: results in the page, the query in the URL ------------------------------

  function enhancePage(form, input, results) {
    const status = make('p', 'qd-search-status');
    status.setAttribute('role', 'status');
    status.setAttribute('aria-live', 'polite');
    const where = scopeChoice(writeAddress);
    const own = townshipChoice(() => update());
    const list = make('ol', 'qd-hits');
    const more = make('button', 'qd-search-more');
    more.type = 'button';
    results.append(where.box, own.box, status, list, more);
    let found = NOTHING;
    let settled = true; // the next change of the query is a new step of the history
    let timer = 0;

    function row(place) {
      const each = found.matters[place];
      const hit = each ? each.hit : found.items[place - found.matters.length];
      const text = each ? hit.name : hit.entry.name;
      const name = make('a', 'qd-hit-name', ...markedUp(marked(text, hit.words)));
      name.href = each ? matterAddress(hit) : hitAddress(hit.entry);
      const lines = each ? matterLines(each, found.question, LINES_IN_PAGE) : lowerLines(hit);
      return make('li', each ? 'qd-hit qd-hit-matter' : 'qd-hit', name, ...lines);
    }

    function showMore() {
      const shown = list.children.length;
      const total = found.matters.length + found.items.length;
      for (let place = shown; place < Math.min(shown + SHOWN_IN_PAGE, total); place += 1) {
        list.append(row(place));
      }
      const left = total - list.children.length;
      more.hidden = !left;
      more.textContent = `再看 ${Math.min(SHOWN_IN_PAGE, left)} 项`;
      return list.children[shown];
    }

    function update() {
      const query = input.value;
      found = find(query);
      list.replaceChildren();
      list.hidden = isEmpty(found);
      showMore();
      status.replaceChildren(sentence(query, found), ...help(query, found));
      where.update();
      own.update();
    }

    function writeAddress() {
      clearTimeout(timer);
      const url = new URL(location.href);
      const state = { q: input.value.trim(), in: corpus.scope };
      if (Object.keys(state).every((name) => state[name] === (url.searchParams.get(name) || ''))) {
        return;
      }
      url.hash = '';
      for (const name of Object.keys(state)) {
        url.searchParams.delete(name);
        if (state[name]) {
          url.searchParams.set(name, state[name]);
        }
      }
      try {
        history[settled ? 'pushState' : 'replaceState'](null, '', url);
      } catch (error) {
        return; // refused from some disks and after very many changes; the results stand anyway
      }
      settled = false;
    }

    function readAddress() {
      clearTimeout(timer);
      settled = true;
      input.value = new URLSearchParams(location.search).get('q') || '';
      if (input.value) {
        open();
      }
      if (isScope(scopeInAddress()) && scopeInAddress() !== corpus.scope) {
        choose(scopeInAddress());
      }
      update();
    }

    input.setAttribute('spellcheck', 'false');
    input.addEventListener('focus', open);
    onChange(input, (cause) => {
      update();
      if (cause === 'typed') {
        open();
        clearTimeout(timer);
        timer = setTimeout(writeAddress, 300);
      }
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      open();
      update();
      writeAddress();
      settled = true;
      if (matchMedia('(pointer: coarse)').matches) {
        input.blur(); // the keyboard on the screen would hide the results
      }
    });
    more.addEventListener('click', () => {
      const first = showMore();
      if (first) {
        first.querySelector('a').focus();
      }
    });
    window.addEventListener('popstate', readAddress);
    readAddress();
  }

  function enhance() {
    for (const form of document.querySelectorAll('form[role="search"][data-qd-search]')) {
      const input = form.querySelector('input[name="q"]');
      const results = document.querySelector('[data-qd-results]');
      if (input && form.dataset.qdSearch !== 'page') {
        enhanceHeader(form, input);
      } else if (input && results) {
        enhancePage(form, input, results);
      }
    }
  }

  /** `/` goes to the field, from anywhere but another field. */
  function goToField(event) {
    const target = event.target;
    const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    const input = document.querySelector('[data-qd-search] input[name="q"]');
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing && input) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  }

  document.addEventListener('keydown', goToField);
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', enhance);
  } else {
    enhance();
  }
})();
