/* Part 6: the fields of an item as a form, made from the model. Every control knows its path, so
   that findings lead to it; what is typed is read back in the shape of the YAML. */
'use strict';

(() => {
  const { form, make } = window.qingdan;
  const COLUMNS = ['name', 'departments', 'superior', 'township', 'takeover', 'basis'];
  const EMPTY = { heading: '原文没有印小标题', suggested: '应删去', matters: '看过了，没有对应的主题' };
  let last = 0;

  /** A form for an item. `changed` is called after every change by the reader.
      Gives its element, `read()` for the item, and `show(findings)`. */
  form.fields = ({ kind, item, locked, words, changed }) => {
    const { records } = words;
    const controls = new Map();

    /** A control with its label and hint; `at` is its path within the item. */
    function labelled(at, spec, control, ...more) {
      last += 1;
      control.id = `qd-f${last}`;
      controls.set(at.join('/'), control);
      const hint = make('span', { className: 'qd-quiet', id: `${control.id}-h` }, spec.hint || spec.doc);
      control.setAttribute('aria-describedby', hint.id);
      control.addEventListener('input', changed);
      return make('div', { className: 'qd-field' }, make('label', { htmlFor: control.id }, spec.name),
        hint, control, ...more);
    }

    function box(text, checked, then) {
      const control = make('input', { type: 'checkbox', checked });
      control.addEventListener('change', () => {
        then();
        changed();
      });
      return [control, make('label', { className: 'qd-box' }, control, ` ${text}`)];
    }

    const area = (value, rows) => make('textarea', { value, spellcheck: false,
      rows: Math.max(rows, Math.ceil(Math.max(...value.split('\n').map((line) => line.length)) / 34)),
      autocomplete: 'off' });

    /** [element, read] of a field. */
    function field(key, spec, value, at) {
      if (spec.shape === 'record') {
        return nested(key, spec, value, at);
      }
      if (spec.shape === 'records') {
        return repeated(key, spec, value || [], at);
      }
      if (spec.shape === 'boolean') {
        last += 1;
        const control = make('input', { type: 'checkbox', checked: value === 'true', id: `qd-f${last}` });
        control.addEventListener('change', changed);
        controls.set(at.join('/'), control);
        return [make('div', { className: 'qd-field' },
          make('label', { className: 'qd-box', htmlFor: control.id }, control, ` ${spec.hint || spec.doc}`)),
        () => (control.checked ? 'true' : undefined)];
      }
      if (key === 'field') {
        const options = COLUMNS.map((each) => make('option', { value: each, selected: each === value },
          records.Item.find(([name]) => name === each)[1].name));
        const control = make('select', {}, make('option', { value: '' }, '选一栏'), ...options);
        return [labelled(at, spec, control), () => control.value || undefined];
      }
      return typed(key, spec, value, at);
    }

    /** A field that is typed: one text, or texts one a line. */
    function typed(key, spec, value, at) {
      const several = spec.shape === 'texts' || spec.shape === 'lines';
      const control = area(several ? (value || []).join('\n') : value || '',
        several ? Math.max(2, (value || []).length) : 1);
      const lines = () => control.value.split('\n').filter((line) => line.trim());
      const text = () => control.value.replace(/\s*\n\s*/g, '');
      const more = [];
      let nothing = null;
      if (spec.empty) {
        const [check, label] = box(EMPTY[key], value !== undefined && !value.length, () => {
          control.disabled = check.checked;
        });
        control.disabled = check.checked;
        nothing = check;
        more.push(label);
      }
      if (key === 'matters') {
        more.unshift(picker(control));
      }
      return [labelled(at, several ? { ...spec, hint: `${spec.hint || spec.doc}。一行一个` } : spec, control, ...more),
        () => {
          if (nothing && nothing.checked) {
            return several ? [] : '';
          }
          return several ? (lines().length ? lines() : undefined) : text() || undefined;
        }];
    }

    /** A field to look a matter up in, which adds it to the lines of a control. */
    function picker(control) {
      last += 1;
      const input = make('input', { id: `qd-f${last}`, autocomplete: 'off' });
      input.setAttribute('list', 'qd-matters');
      const button = make('button', { type: 'button' }, '加入');
      button.addEventListener('click', () => {
        const name = input.value.trim();
        if (name && !control.value.split('\n').includes(name)) {
          control.value = [...control.value.split('\n').filter((line) => line.trim()), name].join('\n');
          input.value = '';
          changed();
        }
      });
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          button.click();
        }
      });
      return make('div', { className: 'qd-pick-matter' },
        make('label', { htmlFor: input.id }, '从词表里找'), input, button);
    }

    function nested(key, spec, value, at) {
      const [elements, read] = several(spec.of, value || {}, at);
      const group = make('fieldset', { className: 'qd-group' },
        make('legend', {}, `${spec.name} `, make('span', { className: 'qd-quiet' }, spec.doc)), ...elements);
      return [group, () => {
        const found = read();
        return Object.keys(found).length ? found : undefined;
      }];
    }

    function repeated(key, spec, values, at) {
      let members = values.map((each, number) => several(spec.of, each, [...at, number]));
      const inner = make('div', {});
      const one = { superior: '段', township: '段', takeover: '段', corrections: '处勘误' }[key] || '条';
      const button = make('button', { type: 'button' }, `加一${one}${key in { superior: 1, township: 1, takeover: 1 } ? '职责' : ''}`);
      button.addEventListener('click', () => {
        members.push(several(spec.of, {}, [...at, members.length]));
        draw();
        changed();
        inner.lastElementChild.querySelector('textarea, select, input').focus();
      });
      const group = make('fieldset', { className: 'qd-group' },
        make('legend', {}, spec.name), inner, button);

      function draw() {
        inner.replaceChildren(...members.map((member, number) => {
          const remove = make('button', { type: 'button', className: 'qd-remove',
            'aria-label': `删去${spec.name}第 ${number + 1} ${one}` }, `删去这一${one}`);
          remove.addEventListener('click', () => {
            const rest = members.filter((each) => each !== member).map(([, read]) => read());
            members = rest.map((each, place) => several(spec.of, each, [...at, place]));
            draw();
            changed();
            button.focus();
          });
          return make('div', { className: 'qd-member', role: 'group',
            'aria-label': `${spec.name}第 ${number + 1} ${one}` }, ...member[0], remove);
        }));
      }

      draw();
      return [group, () => {
        const found = members.map(([, read]) => read()).filter((each) => Object.keys(each).length);
        return found.length ? found : undefined;
      }];
    }

    /** [elements, read] of the fields of a record; those seldom used wait behind a fold. */
    function several(record, value, at) {
      const parts = records[record].filter(([key]) => !(record === 'Item' && key === 'id'))
        .map(([key, spec]) => [key, at.length || !locked.includes(key)
          ? field(key, spec, value[key], [...at, key]) : kept(spec)]);
      const read = () => Object.fromEntries(parts.map(([key, [, get]]) => [key, get()])
        .filter(([, found]) => found !== undefined));
      const first = record === 'Item' ? words.first[kind]
        : record === 'Block' ? ['departments', 'duties'] : records[record].map(([key]) => key);
      const shown = parts.filter(([key]) => first.includes(key) || key in value);
      const others = parts.filter((part) => !shown.includes(part));
      const elements = shown.map(([, [element]]) => element);
      if (others.length) {
        elements.push(make('details', { className: 'qd-others' },
          make('summary', {}, `更多：${others.map(([key]) => spec(record, key).name).join('、')}`),
          ...others.map(([, [element]]) => element)));
      }
      return [elements, read];
    }

    const spec = (record, key) => records[record].find(([name]) => name === key)[1];

    /** A field in another form than the canonical one: said, and left as it is. */
    const kept = (about) => [make('p', { className: 'qd-quiet' },
      `“${about.name}”的写法不规范，这里不能改，保持原样。`), () => undefined];

    const [elements, read] = several('Item', item, []);
    const element = make('div', { className: 'qd-fields' }, ...elements);
    return {
      element,
      read: () => ({ ...(item.id ? { id: item.id } : {}), ...read() }),
      /** The control that a path leads to, or the nearest above it. */
      control(path) {
        for (let end = path.length; end; end -= 1) {
          const found = controls.get(path.slice(0, end).join('/'));
          if (found && element.contains(found)) {
            return found;
          }
        }
        return element.querySelector('textarea');
      },
      /** Mark the controls that findings are about. */
      show(findings) {
        const wrong = new Set(findings.filter((each) => each.severity !== 'info')
          .map((each) => this.control(each.path)));
        element.querySelectorAll('[aria-invalid]').forEach((each) => each.removeAttribute('aria-invalid'));
        wrong.forEach((each) => each.setAttribute('aria-invalid', 'true'));
      },
    };
  };
})();
