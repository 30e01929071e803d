/* Reading without a server: a browser keeps what was opened (see sw.js); and from a disk, where a
   folder's address shows its files, links lead to the page in it. */
'use strict';

if ('serviceWorker' in navigator && /^https?:$/.test(location.protocol)) {
  const worker = new URL('../sw.js', document.currentScript.src).href;
  navigator.serviceWorker.register(worker).catch(() => {}); // refused: everything works online
}

if (location.protocol === 'file:') {
  const complete = (event) => {
    const link = event.target.closest('a[href]');
    if (link && link.protocol === 'file:' && link.pathname.endsWith('/')) {
      link.pathname += 'index.html';
    }
  };
  document.addEventListener('click', complete, true);
  document.addEventListener('auxclick', complete, true);
}
