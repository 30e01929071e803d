/* The search in a frame: answers stand below the field while one types, and their links lead to the
   whole window. Nothing is kept: `data-qd-forget` of the page tells search.js so. */
'use strict';

(() => {
  const { search } = window.qingdan;
  const {
    corpus, find, help, itemAddress, itemLines, make, marked, markedUp, matterAddress, matterLines,
    open, resultsAddress, scopeChoice, sentence, terms,
  } = search;
  const MOST = 8;
  const form = document.querySelector('form[data-qd-search="embed"]');
  const input = form.querySelector('input[name="q"]');
  const results = document.querySelector('[data-qd-results]');
  const status = make('p', 'qd-small');
  const hits = make('ol', 'qd-hits');
  const more = make('a', 'qd-small', '看全部结果');
  const where = scopeChoice(() => show());
  let composing = false;

  status.setAttribute('role', 'status');
  more.target = '_top';
  more.rel = 'noopener';
  results.append(where.box, status, hits, more);

  function row(name, address, lines) {
    const link = make('a', 'qd-hit-name', ...name);
    link.href = address;
    link.target = '_top';
    link.rel = 'noopener';
    return make('li', 'qd-hit', link, ...lines);
  }

  function show() {
    const query = input.value;
    const found = find(query);
    const matters = found.matters.slice(0, MOST).map((each) => row(
      markedUp(marked(each.hit.name, each.hit.words)), matterAddress(each.hit.id),
      matterLines(each, found),
    ));
    const items = found.items.slice(0, Math.max(0, MOST - 2 * matters.length)).map((hit) => row(
      markedUp(marked(hit.entry.name, hit.words)), itemAddress(hit.entry), itemLines(hit),
    ));
    const links = help(query, found);
    links.filter((each) => each.href).forEach((each) => {
      each.target = '_top';
      each.rel = 'noopener';
    });
    status.replaceChildren(sentence(query, found), ...links);
    hits.replaceChildren(...matters, ...items);
    hits.hidden = !hits.children.length;
    more.hidden = !terms(query).length || hits.hidden;
    more.href = resultsAddress(query.trim());
    where.update();
  }

  function changed() {
    open();
    show();
  }

  input.addEventListener('compositionstart', () => {
    composing = true;
  });
  input.addEventListener('compositionend', () => {
    composing = false;
    changed();
  });
  input.addEventListener('input', (event) => {
    if (!composing && !event.isComposing) {
      changed();
    }
  });
  input.addEventListener('focus', open);
  corpus.listeners.push(() => composing || show());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    changed();
  });
  input.value = (new URLSearchParams(location.search).get('q') || '').slice(0, 60);
  if (input.value) {
    open();
  }
  show();
})();
