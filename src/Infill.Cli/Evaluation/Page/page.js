"use strict";
(() => {
  // Sorting: by number where every cell has one, else by text; the cards follow the case table.
  const key = cell => cell.dataset.v !== undefined ? (cell.dataset.v === "" ? NaN : Number(cell.dataset.v)) : cell.textContent;
  for (const table of document.querySelectorAll("table.sort")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => head.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      heads.forEach(h => h.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows].sort((a, b) => {
        const [x, y] = [key(a.cells[column]), key(b.cells[column])];
        if (typeof x === "string") return down ? y.localeCompare(x) : x.localeCompare(y);
        if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
        return down ? y - x : x - y;
      });
      table.tBodies[0].append(...rows);
      const cards = document.getElementById("cards");
      cards.append(...rows.map(r => document.getElementById(r.dataset.case)).filter(c => c));
    }));
  }

  // Viewer: one case's pictures; flipping shows the truth in the same place.
  const viewer = document.getElementById("viewer");
  const image = viewer.querySelector("img");
  const what = viewer.querySelector(".what");
  let list = [], at = 0, truth = false, scale = 0;
  const show = () => {
    const figure = truth ? list[0] : list[at];
    const source = figure.querySelector("img");
    const fit = Math.max(1, Math.floor(Math.min(innerWidth / source.naturalWidth, (innerHeight - 88) / source.naturalHeight)));
    image.src = source.src;
    image.width = source.naturalWidth * (scale || fit);
    what.textContent = figure.closest("article").querySelector("h3").firstChild.textContent + " · " + figure.querySelector("figcaption").innerText.replace(/\n/g, " · ");
  };
  const act = {
    prev: () => { at = (at + list.length - 1) % list.length; truth = false; },
    next: () => { at = (at + 1) % list.length; truth = false; },
    flip: () => { truth = !truth; },
    zoom: () => { scale = (scale + 1) % 6; },
    close: () => viewer.close(),
  };
  document.getElementById("cards").addEventListener("click", event => {
    const figure = event.target.closest("figure");
    if (!figure || event.target.tagName !== "IMG") return;
    list = [...figure.parentElement.querySelectorAll("figure")].filter(f => f.querySelector("img"));
    at = list.indexOf(figure);
    truth = false;
    viewer.showModal();
    show();
  });
  viewer.addEventListener("click", event => {
    const name = event.target.dataset.do || (event.target === image ? "flip" : null);
    if (name) { act[name](); if (viewer.open) show(); }
  });
  addEventListener("keydown", event => {
    const name = viewer.open && { " ": "flip", ArrowLeft: "prev", ArrowRight: "next", z: "zoom", Escape: "close" }[event.key];
    if (name) { event.preventDefault(); act[name](); if (viewer.open) show(); }
  });
})();
