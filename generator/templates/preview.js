/* Reloads a page of `qingdan serve` when its file has changed, at the place where one was reading. */
'use strict';

(async () => {
  let last = Number(document.currentScript.dataset.last);
  const parts = new URL('.', location.href).pathname + (location.pathname.split('/').pop() || 'index.html');
  const own = decodeURI(parts).slice(1);
  if (navigator.serviceWorker) {
    const workers = await navigator.serviceWorker.getRegistrations();
    workers.forEach((worker) => worker.unregister());
  }
  for (;;) {
    try {
      const answer = await fetch(`/_preview/news?${last}`, { cache: 'no-store' });
      const news = await answer.json();
      if (news.paths === null || news.paths.includes(own)) {
        location.reload();
        return;
      }
      last = news.last;
    } catch {
      // stopped for now: try again until it is back
      await new Promise((resolve) => {
        setTimeout(resolve, 1000);
      });
    }
  }
})();
