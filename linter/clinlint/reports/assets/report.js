"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const list = byId("findings");
  const form = byId("filter");
  if (list && form) {
    const items = [...list.children].map((node, order) => ({
      node, order, text: node.textContent.toLowerCase(), ...node.dataset,
    }));
    const rank = { error: 0, warning: 1, info: 2 };
    const text = (key) => (a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.order - b.order);
    const clinical = (item) => item.who === "a clinician";
    const orders = {
      severity: (a, b) => rank[a.severity] - rank[b.severity] || clinical(b) - clinical(a) || a.order - b.order,
      article: (a, b) => a.order - b.order,
      rule: text("rule"),
    };
    const count = byId("count");
    let timer = 0;
    const show = () => {
      const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
      const severity = byId("severity").value;
      const who = byId("who").value;
      const category = byId("category").value;
      let shown = 0;
      for (const item of items) {
        const fits = (!severity || item.severity === severity) && (!who || item.who === who) &&
          (!category || item.category === category) && words.every((word) => item.text.includes(word));
        item.node.hidden = !fits;
        shown += fits;
      }
      count.textContent = `${shown.toLocaleString("en")} of ${items.length.toLocaleString("en")} findings shown`;
    };
    const sort = () => {
      items.sort(orders[byId("order").value]);
      list.append(...items.map((item) => item.node));
    };
    form.addEventListener("input", (event) => {
      if (event.target.id === "order") sort();
      clearTimeout(timer);
      timer = setTimeout(show, event.target.id === "search" ? 120 : 0);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { sort(); show(); }));
    sort();
    show();
    form.hidden = false;
  }

  const data = byId("articles-data");
  const articles = data ? JSON.parse(data.textContent) : [];
  const element = (tag, name, content) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (content !== undefined) node.textContent = content;
    return node;
  };
  const fill = (details) => {
    const sheet = details.querySelector(".sheet");
    const article = articles[Number(details.dataset.article)];
    if (!sheet || !article || sheet.childElementCount) return;
    for (const [pieces, notes] of article.lines) {
      const row = element("div", "row");
      const line = element("div", "text");
      for (const piece of pieces) {
        if (typeof piece === "string") line.append(piece);
        else line.append(element("mark", piece[1], piece[0]));
      }
      const margin = element("div", "margin");
      for (const index of notes) {
        const [severity, rule, message, anchor] = article.notes[index];
        const note = element("p", `note ${severity}`);
        note.append(element("span", "tag", severity), " ", message, " ");
        const link = element("a", "", rule);
        link.href = `#${anchor}`;
        note.append(link);
        margin.append(note);
      }
      row.append(line, margin);
      sheet.append(row);
    }
  };
  const open = (hash) => {
    const target = hash.length > 1 ? byId(decodeURIComponent(hash.slice(1))) : null;
    if (!target) return;
    if (target.hidden && form) { form.reset(); target.hidden = false; }
    const details = target.matches("details") ? target : target.querySelector(":scope > details[data-article]");
    if (details) { details.open = true; fill(details); }
    target.scrollIntoView();
  };
  for (const details of document.querySelectorAll("details[data-article]")) {
    details.addEventListener("toggle", () => { if (details.open) fill(details); });
  }
  addEventListener("hashchange", () => open(location.hash));
  let opened = [];
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details[data-article][open]")) fill(each);
    opened = [...document.querySelectorAll(".finding details:not([open])")];
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of opened) each.open = false; });
  open(location.hash);
})();
