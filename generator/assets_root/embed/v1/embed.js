/* Fits the frames of qingdan (iframe[data-qingdan]) to their content. No dependency, no global.
   Trusts a message only if it comes from such a frame itself, from the origin that the frame was
   given (a sandboxed one has none, "null"), and is {qingdan: 1, height: a sensible number}.
   The bytes of this file do not change: portals pin them by SRI. What comes later has a new name. */
(function () {
  'use strict';

  var MOST = 500000; // CSS pixels: a whole list in a narrow frame has some 100,000

  function frames() {
    return Array.prototype.slice.call(document.querySelectorAll('iframe[data-qingdan]'));
  }

  function isSandboxed(frame) {
    var sandbox = frame.getAttribute('sandbox');
    return sandbox !== null && !/(^|\s)allow-same-origin(\s|$)/i.test(sandbox);
  }

  function originOf(frame) {
    return isSandboxed(frame) ? 'null' : new URL(frame.src, document.baseURI).origin;
  }

  function fit(frame, height) {
    var style = getComputedStyle(frame);
    var around = 0;
    if (style.boxSizing === 'border-box') {
      ['borderTopWidth', 'borderBottomWidth', 'paddingTop', 'paddingBottom'].forEach(function (name) {
        around += parseFloat(style[name]) || 0;
      });
    }
    frame.style.height = height + around + 'px';
  }

  addEventListener('message', function (event) {
    var said = event.data;
    if (!said || said.qingdan !== 1 || typeof said.height !== 'number' ||
        !(said.height >= 1 && said.height <= MOST)) {
      return;
    }
    frames().forEach(function (frame) {
      if (frame.contentWindow === event.source && originOf(frame) === event.origin) {
        fit(frame, Math.ceil(said.height));
      }
    });
  });

  function ask() {
    frames().forEach(function (frame) {
      if (frame.contentWindow) {
        frame.contentWindow.postMessage({ qingdan: 1, ask: 'height' }, '*');
      }
    });
  }

  // Frames that were ready before this script have spoken to nobody; and browsers do not lay out
  // frames that are out of view: when the window changes, they are asked, and once more a little
  // later, when they have heard of their new width.
  var later = [];

  function askAgain() {
    ask();
    later.forEach(clearTimeout);
    later = [100, 400].map(function (pause) {
      return setTimeout(ask, pause);
    });
  }

  ask();
  addEventListener('load', ask);
  addEventListener('resize', askAgain);
})();
