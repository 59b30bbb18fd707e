// SPDX-License-Identifier: EUPL-1.2
// Two things a page without a server cannot do by itself: the status of the day it is read, and searching. Both work from a disk,
// ask nothing of a network and leave the page whole where scripts are off.
"use strict";

(function () {
  // The day in Coordinated Universal Time, as the program that wrote the page counts; a day as text sorts as days do.
  const today = new Date().toISOString().slice(0, 10);
  for (const mark of document.querySelectorAll("[data-periods]")) {
    const periods = JSON.parse(mark.dataset.periods);
    const holds = periods.some(([start, end]) => start <= today && (!end || today < end));
    const waits = periods.some(([start]) => today < start);
    const status = holds ? "in-force" : waits ? "not-yet-in-force" : "no-longer-in-force";
    const words = JSON.parse(document.getElementById("status-words").textContent);
    mark.textContent = words[status];
    mark.className = "adhere-status adhere-status--" + status;
  }

  const box = document.getElementById("search-box");
  if (!box) return;
  const index = JSON.parse(document.getElementById("search-index").textContent);
  const told = document.getElementById("search-told");
  const list = document.getElementById("search-list");
  const cards = [...list.children];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = index.map((entry) => ({ title: plain(entry.title), text: plain(entry.text), id: entry.id }));

  // A word counts more in a title than in a text, and more where it begins a word than where it stands within one.
  function weight(entry, word) {
    if (entry.id === word) return 100;
    const begins = new RegExp("(^|[^\\p{L}\\p{N}])" + word.replace(/[^\p{L}\p{N}]/gu, "\\$&"), "u");
    if (begins.test(entry.title)) return 8;
    if (entry.title.includes(word)) return 4;
    if (begins.test(entry.text)) return 2;
    return entry.text.includes(word) ? 1 : 0;
  }

  function search() {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    const found = entries.map((entry, place) => {
      const weights = words.map((word) => weight(entry, word));
      return { place, score: weights.includes(0) ? 0 : weights.reduce((sum, one) => sum + one, 1) };
    });
    found.sort((one, other) => other.score - one.score || one.place - other.place);
    for (const { place, score } of found) {
      cards[place].hidden = score === 0;
      list.append(cards[place]);
    }
    told.textContent = told.dataset.words.replace("{count}", found.filter((one) => one.score > 0).length);
  }

  document.getElementById("search-field").hidden = false;
  document.getElementById("search-off").hidden = true;
  box.value = new URLSearchParams(location.search).get("q") || "";
  box.addEventListener("input", search);
  search();
})();
