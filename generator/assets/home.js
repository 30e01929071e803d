/* The home page: results in the page, their state in the address, and what the reader's browser
   remembers. While one types, the same rows stand in the field's list (search.js, part 5). */
'use strict';

(() => {
  const { reader, search } = window.qingdan;
  const {
    NOTHING, chooseScope, corpus, find, help, isEmpty, isScope, itemAddress, itemLines, make,
    marked, markedUp, matterAddress, matterLines, open, scopeChoice, scopeInAddress, sentence,
    townshipSelect, townships,
  } = search;
  const SHOWN = 50;
  const PAUSE = 300; // ms without a key until the address follows

  const form = document.querySelector('form[data-qd-search="page"]');
  const input = form.querySelector('input[name="q"]');
  const results = document.querySelector('[data-qd-results]');
  const place = document.createElement('div');
  results.before(place);

  let found = NOTHING;
  let settled = true; // the next change of the query is a new step of the history
  let timer = 0;

  // --- what is remembered --------------------------------------------------------------------

  const recent = document.querySelector('[data-qd-recent]');

  function showRecent() {
    const links = reader.asked().map((query) => {
      const link = make('a', '', query);
      link.href = `?${new URLSearchParams({ q: query })}`;
      link.dataset.qdAsk = query;
      return link;
    });
    const clear = make('button', 'qd-plain', '清除');
    clear.type = 'button';
    clear.setAttribute('aria-label', '清除最近问过的');
    clear.addEventListener('click', () => {
      reader.forget();
      showRecent();
      input.focus();
    });
    if (recent) {
      recent.hidden = !links.length;
      recent.replaceChildren(make('span', 'qd-quiet', '最近问过'), ...links, clear);
    }
  }

  const own = document.querySelector('select[data-qd-own]');
  const setTownships = own ? townshipSelect(own, chosen) : () => {};

  function updateOwn() {
    const few = own && own.options.length > 1; // named by the page itself
    setTownships(few ? null : townships());
    if (own) {
      own.parentElement.hidden = own.options.length < 3;
    }
  }

  // --- results -------------------------------------------------------------------------------

  const status = make('p', 'qd-search-status');
  const where = scopeChoice(chosen);
  const hits = make('div', 'qd-hits');
  const more = make('button', 'qd-search-more');
  more.type = 'button';
  results.append(where.box, status, hits, more);

  function row(number) {
    const each = found.matters[number];
    const hit = each ? each.hit : found.items[number - found.matters.length];
    const text = each ? hit.name : hit.entry.name;
    const name = make('a', 'qd-hit-name', ...markedUp(marked(text, hit.words)));
    name.href = each ? matterAddress(hit.id) : itemAddress(hit.entry);
    const lines = each ? matterLines(each, found) : itemLines(hit);
    return make('li', each ? 'qd-hit qd-hit-matter' : 'qd-hit', name, ...lines);
  }

  function listFor(number) {
    const isMatter = number < found.matters.length;
    if (number === 0 || number === found.matters.length) {
      hits.append(
        make('h2', 'qd-hits-head', isMatter ? '事项' : '写着这些词的条目'), make('ol', ''),
      );
    }
    return hits.lastElementChild;
  }

  const shown = () => hits.querySelectorAll('li').length;

  function showMore() {
    const before = shown();
    const total = found.matters.length + found.items.length;
    for (let number = before; number < Math.min(before + SHOWN, total); number += 1) {
      listFor(number).append(row(number));
    }
    const left = total - shown();
    more.hidden = !left;
    more.textContent = `再看 ${Math.min(SHOWN, left)} 项`;
    return hits.querySelectorAll('li')[before];
  }

  /** Answers stand right below the field: what is offered before a question goes. */
  const makeRoom = (result) => document.body.classList.toggle('qd-answered', !isEmpty(result));

  function show() {
    const query = input.value;
    found = find(query);
    hits.replaceChildren();
    hits.hidden = isEmpty(found);
    showMore();
    const said = sentence(query, found);
    field.spoken.textContent = said;
    status.replaceChildren(said, ...help(query, found));
    where.update();
    makeRoom(found);
  }

  // --- the address ---------------------------------------------------------------------------

  function writeAddress() {
    clearTimeout(timer);
    const url = new URL(location.href);
    const state = { q: input.value.trim(), t: reader.township(), in: corpus.scope };
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
    const parameters = new URLSearchParams(location.search);
    input.value = parameters.get('q') || '';
    reader.borrow(parameters.get('t') || '');
    field.close();
    if (input.value) {
      open();
    }
    if (isScope(scopeInAddress()) && scopeInAddress() !== corpus.scope) {
      chooseScope(scopeInAddress());
    }
    updateOwn();
    show();
  }

  function chosen() {
    settled = true;
    writeAddress();
    settled = true;
    updateOwn();
    show();
  }

  /** Put a question, as if it had been typed and sent. */
  function ask(query) {
    input.value = query;
    form.requestSubmit();
  }

  // --- the field -----------------------------------------------------------------------------

  const field = search.enhance(form, input, {
    inFlow: place,
    chosen,
    changed(cause, result) {
      updateOwn();
      if (results.hidden) {
        makeRoom(result);
      } else {
        show();
      }
      if (cause === 'typed') {
        clearTimeout(timer);
        timer = setTimeout(writeAddress, PAUSE);
      }
    },
    toggled(isOpen) {
      results.hidden = isOpen;
      if (!isOpen) {
        show();
      }
    },
    submitted() {
      show();
      writeAddress();
      settled = true;
      showRecent();
      if (matchMedia('(pointer: coarse)').matches) {
        input.blur(); // the keyboard on the screen would hide the results
      }
    },
  });

  more.addEventListener('click', () => {
    const first = showMore();
    if (first) {
      first.querySelector('a').focus();
    }
  });
  hits.addEventListener('click', () => reader.remember(input.value));
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-qd-ask]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      ask(link.dataset.qdAsk);
    }
  });
  window.addEventListener('popstate', readAddress);
  showRecent();
  readAddress();
})();
