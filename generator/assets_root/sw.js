/* Keeps what was once opened readable without a network. The network always comes first, so that
   nobody reads an old list while a newer one can be had; embeds on other sites are left alone. */
'use strict';

const CACHE = 'qingdan-1';
const MOST = 400; // answers kept; the oldest go first
const FIRST = ['./', 'assets/qingdan.css', 'assets/search.css', 'assets/search.js'];

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FIRST)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(
        names.filter((name) => name.startsWith('qingdan-') && name !== CACHE)
          .map((name) => caches.delete(name)),
      ))
      .then(() => self.clients.claim()),
  );
});

/** The address under which an answer is kept: a question changes the page, not the file. */
function keyOf(request) {
  const url = new URL(request.url);
  url.search = '';
  url.hash = '';
  return url.href;
}

async function keep(request, answer) {
  const cache = await caches.open(CACHE);
  await cache.put(keyOf(request), answer);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST)).map((old) => cache.delete(old)));
}

async function answerTo(event) {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      event.waitUntil(keep(request, answer.clone()).catch(() => {}));
    }
    return answer;
  } catch (failure) {
    const kept = await caches.match(keyOf(request));
    const home = request.mode === 'navigate' && !kept && await caches.match(self.registration.scope);
    if (kept || home) {
      return kept || home;
    }
    throw failure;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = request.url.slice(self.registration.scope.length);
  if (request.method === 'GET' && request.url.startsWith(self.registration.scope) &&
      !path.startsWith('embed/')) {
    event.respondWith(answerTo(event));
  }
});
