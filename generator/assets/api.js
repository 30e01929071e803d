// "Try it" on the page of the JSON: fills the address from the form, fetches, and shows the answer.
(function () {
  "use strict";
  var LONGEST = 20000; // characters of an answer that are shown

  function show(form, status, text) {
    var box = form.querySelector(".qd-tried");
    box.hidden = false;
    box.querySelector("[role=status]").textContent = status;
    var shown = box.querySelector("pre");
    shown.hidden = !text;
    shown.firstElementChild.textContent = text.slice(0, LONGEST);
    if (text.length > LONGEST) {
      shown.firstElementChild.textContent += "\n……（只显示前 " + LONGEST + " 个字符）";
    }
  }

  function address(form) {
    var path = form.dataset.path.replace(/\{(\w+)\}/g, function (_, name) {
      return encodeURIComponent(form.elements[name].value.trim());
    });
    return new URL(form.dataset.root + path, location.href).href;
  }

  function tried(event) {
    event.preventDefault();
    var form = event.currentTarget;
    var url = address(form);
    show(form, "正在取 " + url, "");
    fetch(url).then(function (answer) {
      return answer.text().then(function (text) {
        if (!answer.ok) {
          show(form, "没有这一个（" + answer.status + "）：" + url, "");
          return;
        }
        var size = new Blob([text]).size;
        show(form, url + "，" + Math.max(1, Math.round(size / 1000)) + " KB",
          JSON.stringify(JSON.parse(text), null, 2));
      });
    }).catch(function () {
      show(form, "取不到：" + url, "");
    });
  }

  if (location.protocol === "file:") {
    document.querySelector(".qd-try-note").hidden = false;
    return;
  }
  document.querySelectorAll(".qd-try").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", tried);
  });
})();
