/* Part 2: what the reader's own browser remembers, and nobody else learns: the reader's township,
   and the questions asked last. Where storage is refused, everything works but is forgotten. */
'use strict';

(() => {
  const TOWNSHIP = 'qd-township';
  const ASKED = 'qd-asked';
  const MOST_ASKED = 6;
  const FORGETS = document.documentElement.hasAttribute('data-qd-forget'); // an embed
  const ID = /^[\w-]+(?:\/[\w-]+)*$/;

  function read(store, key) {
    try {
      return (!FORGETS && window[store].getItem(key)) || '';
    } catch (error) {
      return '';
    }
  }

  function write(store, key, value) {
    if (FORGETS) {
      return;
    }
    try {
      if (value) {
        window[store].setItem(key, value);
      } else {
        window[store].removeItem(key);
      }
    } catch (error) {
      // refused: forgotten with this page
    }
  }

  /** `t` of the address: somebody's link. It holds for this tab and changes no choice. */
  const lent = new URLSearchParams(location.search).get('t') || '';
  let township = ID.test(lent)
    ? lent : read('sessionStorage', TOWNSHIP) || read('localStorage', TOWNSHIP);
  if (township === lent) {
    write('sessionStorage', TOWNSHIP, lent);
  }

  function asked() {
    try {
      const found = JSON.parse(read('localStorage', ASKED) || '[]');
      return found.filter((each) => typeof each === 'string').slice(0, MOST_ASKED);
    } catch (error) {
      return [];
    }
  }

  window.qingdan.reader = {
    /** The id of the reader's township, or ''. */
    township: () => township,
    choose(id) {
      township = id;
      write('sessionStorage', TOWNSHIP, '');
      write('localStorage', TOWNSHIP, id);
    },
    /** Follow an address that names a township, without keeping it as the reader's own. */
    borrow(id) {
      if (ID.test(id) && id !== township) {
        township = id;
        write('sessionStorage', TOWNSHIP, id);
      }
    },
    /** The last questions, newest first. */
    asked,
    remember(query) {
      const words = query.trim();
      if (words) {
        const others = asked().filter((each) => each !== words);
        write('localStorage', ASKED, JSON.stringify([words, ...others].slice(0, MOST_ASKED)));
      }
    },
    forget: () => write('localStorage', ASKED, ''),
  };
})();
