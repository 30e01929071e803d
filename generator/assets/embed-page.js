/* In the frame: the parameters of the address, and the height, told to the page around. Works in a
   sandbox without allow-same-origin: no storage, no cookie, nothing is asked of anybody.

   Contract (embed/v1): the only message that goes out is {qingdan: 1, height: <CSS pixels>}, to the
   parent; the only one that is heard is {qingdan: 1, ask: 'height'}, from the parent. */
'use strict';

(() => {
  const root = document.documentElement;
  let content = null; // once it is there
  const asked = new URLSearchParams(location.search);

  // --- how it looks: what is not valid is as if it had not been said -------------------------------

  const PAPER = { light: [255, 255, 255], dark: [25, 23, 20] };
  const LEAST_CONTRAST = 4.5; // WCAG 2.2, 1.4.3
  const SIZES = [14, 20];

  function luminance(colour) {
    const [red, green, blue] = colour.map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  const accent = (asked.get('accent') || '').toLowerCase();
  if (/^(?:[0-9a-f]{3}){1,2}$/.test(accent)) {
    const digits = accent.length === 3 ? accent.replace(/./g, '$&$&') : accent;
    const colour = [0, 2, 4].map((place) => parseInt(digits.slice(place, place + 2), 16));
    // links must stay readable: where a colour is too near to the paper, ours is kept
    Object.keys(PAPER).forEach((scheme) => {
      if (contrast(colour, PAPER[scheme]) >= LEAST_CONTRAST) {
        root.style.setProperty(`--qd-own-${scheme}`, `#${digits}`);
      }
    });
  }
  const size = /^\d{2}$/.test(asked.get('size') || '') ? Number(asked.get('size')) : 0;
  if (size >= SIZES[0] && size <= SIZES[1]) {
    root.style.setProperty('--qd-own-size', `${size}px`);
  }
  if (['light', 'dark'].includes(asked.get('theme'))) {
    root.dataset.theme = asked.get('theme');
  }
  if (asked.get('density') === 'compact') {
    root.dataset.density = 'compact';
  }

  // --- a category or an item -----------------------------------------------------------------------

  /** Whether the rows that the address does not name are hidden. Said before the rows are there, so
      that a long list is never laid out for one of its items. */
  const part = (isNamed) => root.toggleAttribute('data-part', isNamed);

  function select() {
    const found = document.getElementById(location.hash.slice(1));
    const named = found && found.closest('.qd-rows') ? found : null;
    content.querySelectorAll('[data-named]').forEach((each) => each.removeAttribute('data-named'));
    if (named) {
      named.setAttribute('data-named', '');
    }
    part(Boolean(named));
  }

  // --- the height ----------------------------------------------------------------------------------

  const PAUSE = 1000; // ms
  let told = 0;

  const heightNow = () => (content ? Math.ceil(content.getBoundingClientRect().height) : 0);

  function tell() {
    const height = heightNow();
    if (window.parent !== window && height > 0) {
      told = height;
      // the page around may be anybody's, and a height is no secret
      window.parent.postMessage({ qingdan: 1, height }, '*');
    }
  }

  function tellIfChanged() {
    if (heightNow() !== told) {
      tell();
    }
  }

  window.addEventListener('message', (event) => {
    const said = event.data;
    if (event.source === window.parent && said && said.qingdan === 1 && said.ask === 'height') {
      tell();
    }
  });
  window.addEventListener('load', tellIfChanged);

  part(location.hash.length > 1);
  document.addEventListener('DOMContentLoaded', () => {
    content = document.querySelector('.qd-embed');
    select();
    window.addEventListener('hashchange', () => {
      select();
      tellIfChanged();
    });
    if (window.ResizeObserver) {
      new ResizeObserver(tellIfChanged).observe(content);
    } else {
      window.addEventListener('resize', tellIfChanged);
    }
    // out of view nothing is laid out, and no observer is told of larger texts
    setInterval(tellIfChanged, PAUSE);
    tell();
  });
})();
