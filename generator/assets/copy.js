/* Buttons that copy a link, or a link with words. For any page:

     <button type="button" class="qd-copy" data-copy="#c022" hidden>复制链接</button>
     <button type="button" class="qd-copy" data-copy="#c022" data-copy-text="出处：…" hidden>…</button>

   `data-copy` is a link as in `href` ('' is the page itself), `data-copy-text` what stands before it
   on lines of its own. The buttons are hidden until this script shows them, so put a plain link
   beside them. Works from file:// and where the Clipboard API is missing (plain HTTP). */
'use strict';

(() => {
  const SHOWN = 2000; // ms that a button says what it has done
  const HERE = location.href.split(/[?#]/)[0];
  const spoken = document.createElement('p');
  spoken.className = 'qd-hidden';
  spoken.setAttribute('role', 'log');
  spoken.setAttribute('aria-live', 'polite');

  function copyOldWay(text) {
    const area = document.createElement('textarea');
    const before = document.activeElement;
    area.value = text;
    area.readOnly = true;
    area.className = 'qd-hidden';
    document.body.append(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand('copy');
    } catch (error) {
      // refused: said on the button
    }
    area.remove();
    if (before) {
      before.focus({ preventScroll: true });
    }
    return done;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      return copyOldWay(text);
    }
  }

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('button[data-copy]');
    if (!button || button.dataset.copySaid) {
      return;
    }
    const words = button.dataset.copyText ? `${button.dataset.copyText.trim()}\n` : '';
    const link = new URL(button.dataset.copy, HERE).href;
    const said = await copy(words + link) ? '已复制' : '没有复制成，请从地址栏复制';
    button.dataset.copySaid = button.textContent;
    button.textContent = said;
    spoken.textContent = said;
    setTimeout(() => {
      button.textContent = button.dataset.copySaid;
      delete button.dataset.copySaid;
      spoken.textContent = '';
    }, SHOWN);
  });

  document.body.append(spoken);
  document.querySelectorAll('button[data-copy]').forEach((button) => {
    button.hidden = false;
  });
})();
