/* Part 7: what comes out of the form: a difference to read, a patch to save, the new text of a file to
   copy, and the hosting site's editor. */
'use strict';

(() => {
  const { form, make } = window.qingdan;

  /** A patch as elements, a line each. */
  form.difference = (patch) => patch.split('\n').slice(0, -1).map((line) => {
    const tag = { '+': 'ins', '-': 'del' }[/^(\+\+\+|---) /.test(line) ? '' : line[0]] || 'span';
    return make(tag, {}, line);
  });

  /** The way out for a file: where it is edited on the hosting site (`edit`, if there is one), and a
      button that copies its text. `tell` is called with what became of that. */
  form.wayOut = (edit, path, text, tell) => {
    const button = make('button', { type: 'button' }, '复制改好的全文');
    button.addEventListener('click', async () => {
      tell(await copy(text) ? `${path} 的全文已复制。` : '没有复制成，请下载补丁。');
    });
    const link = edit ? make('a', { href: `${edit}${path}`, target: '_blank', rel: 'noopener' },
      `在托管网站编辑 ${path}`) : make('span', {}, path);
    return make('li', {}, link, ' ', button);
  };

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = make('textarea', { value: text, className: 'qd-hidden', readOnly: true });
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  }

  /** Save a text under a name. */
  form.download = (name, text) => {
    const blob = new Blob([text], { type: 'text/x-diff' });
    const link = make('a', { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
})();
