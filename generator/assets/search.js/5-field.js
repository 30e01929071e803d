/* Part 5: the field, a combobox with a listbox as in the ARIA Authoring Practices. The header, the
   home page and the 404 page have the same. */
'use strict';

(() => {
  const { reader, search } = window.qingdan;
  const {
    address, browse, corpus, excerpt, find, help, itemAddress, itemLines, make, marked, markedUp,
    matterAddress, matterLines, open, resultsAddress, scopeChoice, sentence, terms,
  } = search;
  const MOST_OPTIONS = 12;
  const MOST_MATTERS = 4;

  /** Call `update` when the reader has changed the field, or data have arrived; but never amid
      the work of an input method, whose letters are no words yet. */
  function onChange(input, update, begun) {
    let composing = false;
    input.addEventListener('compositionstart', () => {
      composing = true;
      begun();
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

  let fields = 0;

  /** Give a form's field its list. The page may say what it wants to be told:
      :param inFlow: the element in whose place the list opens; without it a popup opens below.
      :param changed: called with the cause ('typed', 'arrived', 'asked') and what is found, after every
          change of the field or the data.
      :param toggled: called with whether the list is open.
      :param chosen: called when the reader has chosen a county.
      :param submitted: called in place of going to the results. */
  function enhance(form, input, { inFlow, changed, toggled, chosen, submitted } = {}) {
    fields += 1;
    const id = `qd-popup-${fields}`;
    const list = make('div', 'qd-popup-list');
    list.id = id;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', '查到的事项');
    const note = make('p', 'qd-popup-note');
    const where = scopeChoice(() => {
      input.focus();
      if (chosen) {
        chosen();
      }
    });
    const popup = make(
      'div', inFlow ? 'qd-popup qd-popup-inflow' : 'qd-popup', where.box, note, list,
    );
    popup.hidden = true;
    // Said aloud apart from the popup: what is hidden is not announced.
    const spoken = make('p', 'qd-search-spoken');
    spoken.setAttribute('role', 'status');
    spoken.setAttribute('aria-live', 'polite');
    form.classList.add('qd-search-form');
    form.append(spoken);
    (inFlow || form).append(popup);
    const key = make('kbd', 'qd-key', '/'); // shown where there is a keyboard
    key.setAttribute('aria-hidden', 'true');
    input.after(key);

    const attributes = {
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-autocomplete': 'list',
      'aria-controls': id,
      'aria-expanded': 'false',
      'aria-keyshortcuts': '/',
    };
    Object.keys(attributes).forEach((name) => input.setAttribute(name, attributes[name]));

    const options = () => Array.from(list.querySelectorAll('[role="option"]'));
    const contains = (element) => form.contains(element) || popup.contains(element);
    let active = null;
    let dismissed = true; // closed by the reader: data that arrive must not open it again

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
      const turned = popup.hidden === visible;
      popup.hidden = !visible;
      input.setAttribute('aria-expanded', String(visible && options().length > 0));
      if (!visible) {
        activate(null);
      }
      if (turned && toggled) {
        toggled(visible);
      }
    }

    function option(href, ...children) {
      const link = make('a', 'qd-hit', ...children);
      link.href = href;
      link.tabIndex = -1;
      link.setAttribute('role', 'option');
      link.setAttribute('aria-selected', 'false');
      return link;
    }

    function group(label, links) {
      const head = make('div', 'qd-popup-head', label);
      head.setAttribute('aria-hidden', 'true');
      const box = make('div', '', head, ...links);
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', label);
      return links.length ? [box] : [];
    }

    function rowsFor(query, found) {
      const { matters, items } = found;
      const first = matters.slice(0, MOST_MATTERS).map((each) => {
        const name = make('span', 'qd-hit-name', ...markedUp(marked(each.hit.name, each.hit.words)));
        const link = option(matterAddress(each.hit.id), name, ...matterLines(each, found));
        link.classList.add('qd-hit-matter');
        return link;
      });
      const rest = items.slice(0, MOST_OPTIONS - 2 * first.length).map((hit) => {
        const name = make('span', 'qd-hit-name', ...markedUp(excerpt(hit.entry.name, hit.words)));
        return option(itemAddress(hit.entry), name, ...itemLines(hit));
      });
      const [shown, total] = [first.length + rest.length, matters.length + items.length];
      const more = option(resultsAddress(query), `全部结果（${total} 项）`);
      more.classList.add('qd-search-more');
      return [
        ...group('事项', first), ...group('写着这些词的条目', rest),
        ...(shown && !(inFlow && shown === total) ? [more] : []),
      ];
    }

    /** Before a word is typed: the last questions, and ways to browse. */
    function idle() {
      const links = reader.asked().map((query) => option(resultsAddress(query), query));
      const guide = ['用平常的话问，比如“群租房”。', ...browse()];
      return { rows: group('最近问过', links), guide };
    }

    function update(cause) {
      const query = input.value;
      const result = find(query);
      const said = sentence(query, result);
      dismissed = dismissed && cause === 'arrived';
      const kept = active && active.href;
      const blank = !said && !inFlow ? idle() : { rows: [], guide: [] };
      // Amid a list that is not seen nothing needs to be made anew.
      const wanted = !dismissed && contains(document.activeElement) &&
        Boolean(said || blank.guide.length);
      if (wanted) {
        list.replaceChildren(...(said ? rowsFor(query, result) : blank.rows));
        options().forEach((link, index) => {
          link.id = `${id}-${index}`;
        });
        list.hidden = !list.children.length;
        note.replaceChildren(...(said ? [said, ...help(query, result)] : blank.guide));
        where.update();
      }
      spoken.textContent = said;
      activate((wanted && kept && options().find((link) => link.href === kept)) || null);
      show(wanted);
      if (changed) {
        changed(cause, result);
      }
    }

    function move(step) {
      const all = options();
      const place = all.indexOf(active);
      // Beyond either end stands the field itself, as in the pattern of the APG.
      const next = place < 0 && step < 0 ? all.length - 1 : place + step;
      activate(all[next] || null);
    }

    function close() {
      dismissed = true;
      show(false);
    }

    const keys = {
      ArrowDown: () => (popup.hidden ? update('asked') : move(1)),
      ArrowUp: () => (popup.hidden ? update('asked') : move(-1)),
      Home: () => active && activate(options()[0]),
      End: () => active && activate(options().pop()),
      Enter: () => active && active.click(),
      Escape() {
        if (popup.hidden && input.value) {
          input.value = '';
          update('typed');
        }
        close();
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
      if (!inFlow) {
        update('asked');
      }
    });
    onChange(input, (cause) => {
      if (cause === 'typed') {
        open();
      }
      update(cause);
    }, () => input.value || show(false));
    // Else a click would first move the focus, and the popup would be gone before it lands.
    popup.addEventListener('mousedown', (event) => {
      if (!event.target.closest('select')) {
        event.preventDefault();
      }
    });
    list.addEventListener('click', () => reader.remember(input.value));
    for (const part of [form, popup]) {
      part.addEventListener('focusout', (event) => {
        if (!contains(event.relatedTarget)) {
          close();
        }
      });
    }
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      open();
      if (terms(input.value).length) {
        reader.remember(input.value);
      }
      close();
      if (submitted) {
        submitted();
      } else if (terms(input.value).length) {
        location.assign(resultsAddress(input.value.trim()));
      } else {
        location.assign(address('categories/'));
      }
    });
    return { close, spoken };
  }

  for (const form of document.querySelectorAll('form[data-qd-search=""]')) {
    enhance(form, form.querySelector('input[name="q"]'));
  }

  /** `/` goes to the field, from anywhere but another field. */
  document.addEventListener('keydown', (event) => {
    const target = event.target;
    const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    const input = document.querySelector('[data-qd-search] input[name="q"]');
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing && input) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  search.enhance = enhance;
})();
