/* What the scripts of several pages share. */
'use strict';

(() => {
  const qingdan = window.qingdan = window.qingdan || {};

  /** An element; texts are texts, never markup. */
  qingdan.make = (tag, properties, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name in made) {
        made[name] = value;
      } else {
        made.setAttribute(name, value);
      }
    }
    made.append(...children);
    return made;
  };

  /** A function that runs a script file below an address once; such files carry data, and work
      from file://. */
  qingdan.runner = (root) => {
    const asked = new Map();

    return function run(path) {
      if (!asked.has(path)) {
        asked.set(path, new Promise((resolve, reject) => {
          const script = qingdan.make('script', { src: new URL(path, root).href });
          script.onload = resolve;
          script.onerror = () => {
            asked.delete(path);
            script.remove();
            reject(new Error(path));
          };
          document.head.append(script);
        }));
      }
      return asked.get(path);
    };
  };
})();
