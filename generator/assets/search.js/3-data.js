/* Part 3: data, loaded as scripts when a reader begins to ask. Works from file://, where nothing
   can be fetched: each script sets one key of the only global. */
'use strict';

(() => {
  const { qingdan } = window;
  const { reader, search } = qingdan;
  const ROOT = new URL('..', document.currentScript.src).href; // this file is <root>/assets/…
  const FROM_DISK = ROOT.startsWith('file:');
  const MOST_SCOPES = 8; // with more, one county at a time
  const AT_A_TIME = 100; // of the items that are made ready in one go
  const NOTHING = { matters: [], items: [], near: [], question: null };

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
    const [allNames, allDepartments, allWho, allRest, allMatters] = names.words;
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
              name: allNames[name],
              category,
              departments: allDepartments[departments],
              text: '',
              who: allWho[who],
              rest: allRest[rest],
              matters: allMatters[matters] ? allMatters[matters].split(' ') : [],
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
    inTurns(entries, search.foldedFields);
    inTurns(corpus.matters.spoken, corpus.matters.makeReady);
  }

  /** Do work on items while the browser has nothing else to do, so that no key waits for it. */
  function inTurns(items, work, first = 0) {
    items.slice(first, first + AT_A_TIME).forEach(work);
    if (first < items.length) {
      setTimeout(inTurns, 0, items, work, first + AT_A_TIME);
    }
  }

  const isScope = (scope) => corpus.scopes.some(([id]) => id === scope);
  /** The scope of a township: its own (a district) or the one of the folder that it stands in. */
  const scopeOf = (township) => (corpus.scopes.find(([id]) =>
    township === id || township.startsWith(`${id}/`)) || [''])[0];
  const scopeInAddress = () => new URLSearchParams(location.search).get('in');

  async function openScopes() {
    try {
      corpus.scopes = (await load('search/catalog')).scopes;
      if (corpus.scopes.length <= MOST_SCOPES) {
        await loadScopes(corpus.scopes.map(([id]) => id));
        return;
      }
      const here = document.querySelector('meta[name="qd-scope"]');
      const wanted = [
        corpus.scope, scopeInAddress(), here && here.content, scopeOf(reader.township()),
      ];
      corpus.scope = wanted.find(isScope) || '';
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
      corpus.state = 'loading';
      openScopes();
    }
  }

  function chooseScope(scope) {
    corpus.scope = scope;
    setEntries([]);
    loadScopes([scope]).catch(() => corpus.scope === scope && tell('failed'));
  }

  /** Names alone may have no whole hit although the duties do: partial ones wait for the texts. */
  function find(query) {
    const found = corpus.known ? corpus.asking.ask(query, corpus.known) : NOTHING;
    const early = found.items.length && found.items[0].partial && corpus.state !== 'complete';
    return early ? { ...found, items: [] } : found;
  }

  Object.assign(search, {
    ROOT, NOTHING, MOST_SCOPES, address, corpus, open, chooseScope, isScope, scopeInAddress, find,
  });
})();
