"use strict";
// Cosines of stored vectors, computed in the reader's browser; nothing is sent anywhere.
(() => {
  const MOST = 8;
  const vectors = (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return new Int8Array(bytes.buffer);
  };
  const { captions, queries, dim } = window.stored;
  const pictures = vectors(window.stored.pictureVectors);
  const asked = vectors(window.stored.queryVectors);
  const words = document.getElementById("words");
  const said = document.getElementById("said");
  const found = document.getElementById("found");

  for (const query of queries) {
    const option = document.createElement("option");
    option.value = query;
    document.getElementById("queries").append(option);
  }

  const row = (all, number) => all.subarray(number * dim, (number + 1) * dim);
  const dot = (a, b) => a.reduce((sum, value, place) => sum + value * b[place], 0);
  const cosine = (a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  const parts = (text) => text.toLowerCase().match(/[a-z]{3,}/g) || [];

  // The query of the list that shares most words with what was typed; -1 where none shares one.
  const nearest = (typed) => {
    const exact = queries.indexOf(typed.trim().toLowerCase());
    if (exact >= 0) return exact;
    const shared = queries.map((q) => parts(q).filter((p) => parts(typed).includes(p)).length);
    const most = Math.max(...shared);
    return most > 0 ? shared.indexOf(most) : -1;
  };

  const show = (event) => {
    event?.preventDefault();
    const number = nearest(words.value);
    if (number < 0) {
      found.replaceChildren();
      said.textContent = "This page has no vector for these words: choose some of the list.";
      return;
    }
    const query = row(asked, number);
    const scores = captions.map((_, at) => cosine(row(pictures, at), query));
    const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, MOST);
    said.textContent = `The nearest ${MOST} of ${captions.length} pictures for “${queries[number]}”:`;
    found.replaceChildren(
      ...order.map((at) => {
        const item = document.createElement("li");
        const image = document.createElement("img");
        image.src = `_static/search/${at}.webp`;
        image.alt = captions[at];
        const score = document.createElement("span");
        score.textContent = `cosine ${scores[at].toFixed(2)}`;
        item.append(image, score);
        return item;
      }),
    );
  };

  document.getElementById("search").addEventListener("submit", show);
  words.addEventListener("change", show);
  show();
})();
