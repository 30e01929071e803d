/* Lets a browser keep what was opened for reading without a network: see sw.js. */
'use strict';

if ('serviceWorker' in navigator && /^https?:$/.test(location.protocol)) {
  const worker = new URL('../sw.js', document.currentScript.src).href;
  navigator.serviceWorker.register(worker).catch(() => {}); // refused: everything works online
}
