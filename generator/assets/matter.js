/* The page of a matter: the reader's own township first, said in words. Without this script the
   townships stand in the order of the lists. */
'use strict';

(() => {
  const { reader, search } = window.qingdan;
  const select = document.querySelector('select[data-qd-own]');
  const groups = ['.qd-replies', '.qd-cards'].map((name) => document.querySelector(name))
    .filter(Boolean).map((box) => [box, Array.from(box.children)]);

  function update() {
    const own = reader.township();
    groups.forEach(([box, parts]) => {
      const mine = parts.filter((part) => part.dataset.town === own);
      const order = [...mine, ...parts.filter((part) => part.dataset.town !== own)];
      order.forEach((part) => {
        const isMine = mine.includes(part);
        part.classList.toggle('qd-is-mine', isMine);
        part.querySelectorAll('.qd-own').forEach((label) => label.remove());
        if (isMine) {
          part.querySelector('.qd-town, h3').append(search.make('b', 'qd-own', '我在这里'));
        }
      });
      box.append(...order);
    });
  }

  if (select && select.options.length > 2) {
    select.parentElement.hidden = false;
    search.townshipSelect(select, update)(null);
    update();
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      target.scrollIntoView(); // it has moved
    }
  }
})();
