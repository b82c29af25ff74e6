// The estimator looks combinations up that were priced beforehand; it computes nothing. The answers are in the address.
(function () {
  "use strict";
  const form = document.getElementById("estimator");
  if (!form || !window.fetch || !window.URLSearchParams) return;
  const names = ["kind", "line", "readers", "terminal", "support"];
  const notes = document.getElementById("result-notes");
  const words = form.dataset;

  function digits(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, ",") + words.unit;
  }

  function show(table) {
    const key = names.map(function (name) { return form.elements[name].value; }).join("-");
    const found = table.cases[key];
    if (!found) return;
    const unknown = found.initialMore || found.monthlyMore ? words.open : words.ask;
    const texts = {
      initial: digits(found.initial) + (found.initialMore ? words.more : ""),
      monthly: digits(found.monthly) + (found.monthlyMore ? words.more : ""),
      grant: found.grant === null ? unknown : digits(found.grant),
      own: found.own === null ? unknown : digits(found.own)
    };
    Object.keys(texts).forEach(function (name) {
      form.querySelector('[data-out="' + name + '"]').textContent = texts[name];
    });
    const lines = found.texts.map(function (index) { return table.texts[index]; })
      .concat(table.sets[found.notes].map(function (id) { return table.notes[id]; }));
    notes.replaceChildren.apply(notes, lines.map(function (line) {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }));
  }

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    names.forEach(function (name) {
      const field = form.elements[name];
      const value = asked.get(name);
      if (Array.prototype.some.call(field.options, function (option) { return option.value === value; })) field.value = value;
    });
  }

  function writeAddress() {
    const asked = new URLSearchParams();
    names.forEach(function (name) { asked.set(name, form.elements[name].value); });
    history.replaceState(null, "", "?" + asked + "#estimate");
  }

  fetch(words.table).then(function (answer) {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }).then(function (table) {
    readAddress();
    show(table);
    form.hidden = false;
    form.addEventListener("change", function () { show(table); writeAddress(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    window.addEventListener("popstate", function () { readAddress(); show(table); });
  }).catch(function () { form.hidden = true; });
})();
