// What the page does by itself: markers to highlighted sentences, the sheet, the outline, copying. It asks Python only by
// the events that ui.py listens for (cewen.send), and reads only data attributes that assistant/html.py writes.
"use strict";
(() => {
  document.documentElement.lang = "zh-CN";
  const parts = {};
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const phone = matchMedia("(max-width: 720px)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // The turn whose citations are shown, their list, the one that is current (-1: none), and what waits for a document.
  const now = { turn: null, near: false, cites: [], at: -1, waiting: false, opener: null };

  // What is asked before the page knows who asks (the rail is drawn then) waits, as does what is typed while it answers.
  const early = { ready: false, go: false, sent: [] };
  const busy = () => !early.ready || $("#thread [data-stop]");
  function next() {
    if (!early.go || busy()) return;
    early.go = false;
    $("#go").click();
  }

  window.cewen = {
    join(name, trigger, watch) {
      parts[name] = trigger;
      const tell = () => after[name]?.();
      watch("value", tell);
      tell();
    },
    send(part, event, data) {
      if (early.ready || part === "source") parts[part]?.(event, data);
      else early.sent.push([part, event, data]);
    },
  };

  // ------------------------------------------------------------------------------------------ marks in the source

  const page = () => $("#source .page");
  const shown = () => $("#source .reader")?.dataset.doc;
  const stands = (c) => c.doc === shown() && (!c.version || c.version === $("#source .reader").dataset.version);

  function unmark() {
    for (const mark of $$("#source mark")) {
      const span = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      span.normalize();
    }
  }

  // Offsets count code points, strings count UTF-16 units: spreading a string gives its code points.
  function paint() {
    unmark();
    const cites = now.cites.filter(stands);
    if (!cites.length) return;
    for (const span of $$("#source .s")) {
      const [a, b] = [Number(span.dataset.a), Number(span.dataset.b)];
      const over = cites.filter((c) => c.start < b && c.end > a);
      if (!over.length) continue;
      const text = [...span.textContent];
      const cuts = new Set([a, b]);
      for (const c of over) cuts.add(Math.max(a, c.start)).add(Math.min(b, c.end));
      const points = [...cuts].sort((x, y) => x - y);
      span.replaceChildren(
        ...points.slice(1).map((to, i) => {
          const from = points[i];
          const words = text.slice(from - a, to - a).join("");
          const on = over.filter((c) => c.start <= from && c.end >= to);
          if (!on.length) return document.createTextNode(words);
          const mark = document.createElement("mark");
          mark.textContent = words;
          mark.dataset.keys = on.map((c) => c.key).join(" ");
          mark.classList.toggle("now", on.includes(now.cites[now.at]));
          const ends = on.filter((c) => c.end === to && !c.key.startsWith("n")).map((c) => c.key);
          if (ends.length) mark.dataset.n = ends.join(",");
          return mark;
        }),
      );
    }
  }

  function scrollTo(node, at = 0.3) {
    const view = page();
    if (!view || !node) return;
    const top = view.scrollTop + node.getBoundingClientRect().top - view.getBoundingClientRect().top;
    const target = Math.max(0, top - view.clientHeight * at);
    const far = target - view.scrollTop;
    if (still.matches) return view.scrollTo({ top: target });
    // A long way is jumped, and only its end is seen.
    const seen = view.clientHeight * 0.6;
    if (Math.abs(far) > seen) view.scrollTo({ top: target - Math.sign(far) * seen, behavior: "instant" });
    view.scrollTo({ top: target, behavior: "smooth" });
  }

  function bar() {
    const cite = now.cites[now.at];
    const count = $("#source .count");
    if (!count) return;
    const total = now.near ? 0 : now.cites.length;
    const word = Object.assign(document.createElement("i"), { textContent: now.near ? "最接近的条文" : "引用 " });
    count.replaceChildren();
    if (now.near) count.append(word);
    else if (total) count.append(word, cite ? `${now.at + 1} / ${total}` : `${total} 处`);
    for (const b of $$("#source [data-step]")) b.disabled = !now.cites.length;
    if (cite) where(cite.path, cite.paragraph ? `第${cite.paragraph}段` : "");
    else spy();
  }

  function where(path, nth = "") {
    const place = $("#source .where");
    if (!place || place.dataset.is === path + nth) return;
    place.dataset.is = path + nth;
    $("b", place).textContent = path;
    $(".nth", place).textContent = nth;
  }

  const numberOf = (turn) => turn.id.slice("turn-".length);

  function buttons() {
    const turn = now.turn === null ? null : $(`#turn-${now.turn}`);
    const key = now.cites[now.at]?.key;
    for (const b of $$("#thread [data-key]")) {
      const on = key !== undefined && b.dataset.key === key && turn?.contains(b);
      b.classList.toggle("now", on);
      b.setAttribute("aria-pressed", String(on));
    }
  }

  // The citation that is current stays so where the turn still has it.
  function take(turn, near = false) {
    const node = $(`#turn-${turn}`);
    const was = now.turn === turn && now.near === near ? now.cites[now.at] : undefined;
    now.turn = turn;
    now.near = near;
    now.cites = JSON.parse((near ? node?.dataset.near : node?.dataset.cites) || "[]");
    now.at = now.cites.findIndex((c) => was && c.key === was.key && c.doc === was.doc && c.start === was.start);
  }

  function refresh() {
    paint();
    bar();
    buttons();
  }

  function go(at) {
    now.at = (at + now.cites.length) % now.cites.length;
    const cite = now.cites[now.at];
    if (!stands(cite)) {
      now.waiting = true;
      buttons();
      return cewen.send("source", "open", { doc: cite.doc, version: cite.version ?? "" });
    }
    refresh();
    if (phone.matches) {
      sheet(true);
      $("#thread .now")?.scrollIntoView({ block: "start", behavior: still.matches ? "instant" : "smooth" });
    }
    scrollTo($("#source mark.now"));
  }

  function step(by) {
    if (now.cites.length) go(now.at < 0 ? (by > 0 ? 0 : now.cites.length - 1) : now.at + by);
  }

  function sheet(open) {
    document.body.classList.toggle("reading", open);
    if (!open) now.opener?.focus({ preventScroll: true });
  }

  // ------------------------------------------------------------------------------------- when Python has rendered

  const after = {
    thread() {
      const turns = $$("#thread .turn");
      const last = turns.at(-1);
      const view = $("#thread");
      if (!last) {
        if (now.turn !== null) take(null);
      } else if (after.count !== turns.length) view.scrollTop = view.scrollHeight;
      after.count = turns.length;
      // Whoever looks at another answer's clauses while one is being written is left there.
      if (last?.dataset.cites !== undefined && (!after.writing || now.turn === numberOf(last))) take(numberOf(last));
      after.writing = last?.dataset.cites !== undefined && last.dataset.turn === undefined;
      refresh();
      next();
    },
    source() {
      const view = page();
      if (!view) return;
      const choice = $("select.doc");
      if (choice) choice.value = shown();
      view.addEventListener("scroll", spy, { passive: true });
      if (now.waiting) {
        now.waiting = false;
        if (stands(now.cites[now.at])) go(now.at);
        else refresh();
      } else {
        refresh();
      }
      opened();
      if (at("picture")) picture();
    },
    mast() {
      mark();
      const choice = $("select.doc");
      if (choice && shown()) choice.value = shown();
    },
    library() {
      const desk = $("#library .desk");
      if (!desk || desk.dataset.indexed === after.indexed) return;
      if (after.indexed !== undefined) cewen.send("source", "open", { doc: shown() });
      after.indexed = desk.dataset.indexed;
    },
    evaluation() {
      $("#evaluation .opened")?.scrollIntoView({ block: "nearest" });
    },
    kept() {
      const list = $("#kept .kept");
      if (!list) return;
      const field = $("#finder .find");
      if (document.activeElement !== field) field.value = list.dataset.find;
      if (early.ready) return;
      early.ready = true;
      for (const [part, event, data] of early.sent.splice(0)) cewen.send(part, event, data);
      next();
    },
    picture() {
      const of = $("#picture [data-of]")?.dataset.of;
      if (of && of !== shown() && at("picture")) picture();
    },
    parcel() {
      const it = $("#parcel [data-packed]");
      if (!it) return;
      const bytes = Uint8Array.from(atob(it.dataset.packed), (c) => c.charCodeAt(0));
      save(bytes, it.dataset.name, it.dataset.kind);
    },
  };

  // Where one is in the text stands in the bar while no citation is current.
  let spying = 0;
  function spy() {
    if (spying || now.at >= 0 || !page()) return;
    spying = requestAnimationFrame(() => {
      spying = 0;
      const view = page();
      if (!view || now.at >= 0) return;
      const line = view.getBoundingClientRect().top + 80;
      const part = $$(".part", view).findLast((p) => p.getBoundingClientRect().top <= line);
      if (part) where(part.dataset.a === "0" ? $(".reader").dataset.title : part.dataset.path);
    });
  }

  // A link can open a question (?q=) or a clause (?cite=document:start-end).
  let linked = false;
  function opened() {
    if (linked) return;
    linked = true;
    const link = new URLSearchParams(location.search);
    const cite = /^(.+):(\d+)-(\d+)$/.exec(link.get("cite") ?? "");
    if (cite) {
      now.near = true;
      now.cites = [{ key: "n1", doc: cite[1], start: +cite[2], end: +cite[3], path: "", paragraph: 0, quote: "" }];
      requestAnimationFrame(() => {
        go(0);
        const mark = $("#source mark.now");
        const para = mark?.closest(".para");
        where(mark?.closest(".part")?.dataset.path ?? "", para ? `第${para.dataset.para}段` : "");
      });
    }
    const q = link.get("q");
    if (q) linkedQuestion(q.slice(0, 2000));
  }

  // The page may not listen yet: asked again until the question stands in the thread.
  function linkedQuestion(q, left = 5) {
    if ($("#thread .turn") || !left) return;
    setTimeout(() => ask(q), 0);
    setTimeout(() => linkedQuestion(q, left - 1), 3000);
  }

  // ------------------------------------------------------------------------------------------------------- asking

  const box = () => $("#box textarea");
  const ask = (question) => cewen.send("thread", "ask", { question });

  function fill(words) {
    const field = box();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    field.setSelectionRange(words.length, words.length);
  }

  async function copy(words, button) {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const field = Object.assign(document.createElement("textarea"), { value: words });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    const was = button.textContent;
    button.textContent = "已复制";
    setTimeout(() => (button.textContent = was), 1500);
  }

  function save(content, name, type = "text/markdown;charset=utf-8") {
    const url = URL.createObjectURL(new Blob([content], { type }));
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  function fold() {
    $("#source .menu-para")?.remove();
    $("#source .num[aria-expanded]")?.removeAttribute("aria-expanded");
  }

  // From any paragraph: ask about it, or copy it as a citation.
  function menu(num) {
    const again = num.hasAttribute("aria-expanded");
    fold();
    if (again) return;
    const div = document.createElement("span");
    div.className = "menu-para";
    for (const [name, key] of [["问这一段", "about"], ["复制引文", "quote"]]) {
      const b = Object.assign(document.createElement("button"), { type: "button", textContent: name });
      b.dataset.para = key;
      div.append(b);
    }
    num.after(div);
    num.setAttribute("aria-expanded", "true");
    div.firstChild.focus({ preventScroll: true });
  }

  function paragraph(button) {
    const para = button.closest(".para");
    const text = $$(".s", para).map((s) => s.textContent).join("").trim();
    const ref = `${para.closest(".part").dataset.ref},第${para.dataset.para}段`;
    if (button.dataset.para === "quote") return copy(`“${text}”(${ref})`, button);
    sheet(false);
    const first = text.split(/[,。;:]/)[0].slice(0, 40);
    fill(`关于“${first}”,规划还说了什么?`);
  }

  // -------------------------------------------------------------------------------------------------------- hands

  document.addEventListener("click", (event) => {
    const hit = event.target.closest("button, mark");
    if (!event.target.closest(".para")) fold();
    if (!hit) {
      if (!event.target.closest(".outline")) outline(false);
      return;
    }
    const data = hit.dataset;
    const turn = hit.closest(".turn");
    if (hit.matches("mark")) {
      const at = now.cites.findIndex((c) => hit.dataset.keys.split(" ").includes(c.key));
      if (at >= 0) go(at);
    } else if (data.key !== undefined) {
      take(numberOf(turn), hit.classList.contains("near"));
      now.opener = hit;
      go(now.cites.findIndex((c) => c.key === data.key));
    } else if (data.step) step(Number(data.step));
    else if (data.ask !== undefined) ask(data.ask);
    else if ("correct" in data) correct(turn, hit);
    else if ("again" in data) cewen.send("thread", "again", { turn: Number(turn.dataset.turn) });
    else if (data.stop) cewen.send("thread", "stop", { key: data.stop });
    else if ("copy" in data) copy($(".plain", turn).textContent, hit);
    else if (data.export) cewen.send("parcel", "export", turn ? { kind: data.export, turn: Number(turn.dataset.turn) } : { kind: data.export });
    else if (data.verdict === "helpful") judge(turn, "helpful", "");
    else if (data.verdict === "wrong") {
      $(".note", turn).hidden = false;
      $(".note input", turn).focus();
    } else if ("cancel" in data) $(".note", turn).hidden = true;
    else if (data.view) view(data.view);
    else if (data.square) square(hit);
    else if (data.sortColumn !== undefined || data.sortRow !== undefined) sort(hit);
    else if ("csv" in data) save("\ufeff" + $(".plain", hit.closest(".grid")).textContent, "总览.csv", "text/csv;charset=utf-8");
    else if ("make" in data) cewen.send("library", "make", {});
    else if ("accept" in data) cewen.send("library", "accept", {});
    else if ("discard" in data) cewen.send("library", "discard", {});
    else if (data.back) cewen.send("library", "back", { doc: data.doc, version: data.back });
    else if ("score" in data || (hit.matches("button") && "run" in data)) score();
    else if (data.mend) cewen.send("evaluation", "mend", { ...chosenRuns(), act: data.mend, item: data.id ?? "" });
    else if ("halt" in data) cewen.send("evaluation", "halt", {});
    else if ("putAway" in data) see();
    else if (data.item) see(data.item);
    else if ("report" in data) cewen.send("parcel", "report", { run: $("#evaluation .run").value });
    else if ("table" in data) cewen.send("parcel", "table", { doc: shown() });
    else if ("newest" in data) cewen.send("source", "open", { doc: shown() });
    else if ("outline" in data) outline($("#outline").hidden);
    else if (data.to !== undefined) {
      outline(false);
      now.at = -1;
      refresh();
      if (phone.matches) sheet(true);
      scrollTo($(`#source .part[data-a="${data.to}"]`), 0.05);
    } else if ("close" in data) sheet(false);
    else if ("read" in data) {
      now.opener = hit;
      sheet(!document.body.classList.contains("reading"));
    } else if ("rail" in data) rail(!document.body.classList.contains("railed"));
    else if (hit.classList.contains("num")) menu(hit);
    else if (data.para) paragraph(hit);
    else if ("new" in data) keep({ act: "new" });
    else if (data.open) keep({ act: "open", id: data.open });
    else if (data.delete) keep({ act: "delete", id: data.delete });
    else if (data.restore) keep({ act: "restore", id: data.restore });
    else if (data.rename) rename(hit);
    else if (data.turnTo) $(`#turn-${data.turnTo}`)?.scrollIntoView({ block: "start" });
  });

  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest("[data-stop]")) early.go = false;
      if (!busy() || !event.target.closest("#go")) return;
      event.stopPropagation();
      early.go = Boolean(box().value.trim());
    },
    true,
  );

  function outline(open) {
    const nav = $("#outline");
    if (!nav || nav.hidden === !open) return;
    nav.hidden = !open;
    $("[data-outline]").setAttribute("aria-expanded", String(open));
    if (open) $("button", nav)?.focus({ preventScroll: true });
  }

  function rail(open) {
    document.body.classList.toggle("railed", open);
    $("[data-rail]").setAttribute("aria-expanded", String(open));
  }

  // The picture of the document that is shown is asked for when it is looked at.
  const VIEWS = ["picture", "texts", "evaluation"];
  const at = (name) => document.body.classList.contains(`at-${name}`);

  function view(name) {
    for (const each of VIEWS) document.body.classList.toggle(`at-${each}`, each === name);
    document.body.classList.toggle("away", name !== "chat");
    mark();
    if (name === "picture") picture();
    else if (name === "evaluation") {
      if (!$("#evaluation .desk")) cewen.send("evaluation", "see", {});
    } else if (name === "texts") return;
    else after.thread();
  }

  function mark() {
    const name = VIEWS.find(at) ?? "chat";
    for (const b of $$("[data-view]")) {
      if (b.dataset.view === name) b.setAttribute("aria-current", "page");
      else b.removeAttribute("aria-current");
    }
  }

  // What the evaluation shows: a run, another beside it, an item of it.
  const chosenRuns = () => ({ run: $("#evaluation .run")?.value ?? "", before: $("#evaluation .before")?.value ?? "" });
  const see = (item = "") => cewen.send("evaluation", "see", { ...chosenRuns(), item });

  function score() {
    view("evaluation");
    cewen.send("evaluation", "go", {});
  }

  function siftItems() {
    const list = $("#evaluation .items");
    const words = $("#evaluation .sift-items").value.trim();
    list.classList.toggle("wrong", $("#evaluation .only-wrong").checked);
    for (const item of $$("li", list)) item.hidden = !item.textContent.includes(words);
  }

  function picture() {
    if ($("#picture [data-of]")?.dataset.of !== shown()) cewen.send("picture", "draw", { doc: shown() });
  }

  function square(button) {
    for (const b of $$("#picture .square.now")) b.classList.remove("now");
    button.classList.add("now");
    now.turn = null;
    now.near = false;
    now.cites = JSON.parse(button.dataset.square);
    now.opener = button;
    go(0);
  }

  // Rows that a column marks come first, and the other way round; pressed again, the text's order returns.
  function sort(button) {
    const grid = button.closest(".grid");
    const { sortColumn: c, sortRow: r } = button.dataset;
    $(".table", grid).scrollTo(c === undefined ? { left: 0 } : { top: 0 });
    const again = button.getAttribute("aria-pressed") === "true";
    for (const b of $$("[aria-pressed]", grid)) b.removeAttribute("aria-pressed");
    if (!again) button.setAttribute("aria-pressed", "true");
    const body = $("tbody", grid);
    if (c !== undefined) {
      const on = (row) => !again && $(`td[data-column="${c}"] .square`, row) !== null;
      const rows = $$("tr", body).sort((a, b) => on(b) - on(a) || a.dataset.row - b.dataset.row);
      body.append(...rows);
      return;
    }
    const row = $(`tr[data-row="${r}"]`, body);
    const on = new Set(again ? [] : $$("td", row).filter((d) => $(".square", d)).map((d) => d.dataset.column));
    for (const line of $$("tr", grid)) {
      const [first, ...cells] = line.children;
      const key = (cell) => cell.dataset.column ?? $("button", cell).dataset.sortColumn;
      line.append(first, ...cells.sort((a, b) => on.has(key(b)) - on.has(key(a)) || key(a) - key(b)));
    }
  }

  function sift(words) {
    for (const row of $$("#picture .cover tbody tr")) row.hidden = !row.textContent.includes(words);
    for (const grid of $$("#picture .grid:not(.cover)")) {
      const rows = $$("tbody tr", grid);
      const columns = $$("thead th", grid);
      const hits = (node) => node.textContent.includes(words);
      const some = { rows: rows.some((r) => hits(r.firstChild)), columns: columns.some(hits) };
      const off = new Set(columns.filter((c) => some.columns && !hits(c)).map((c) => $("button", c).dataset.sortColumn));
      for (const c of columns) c.hidden = off.has($("button", c).dataset.sortColumn);
      for (const r of rows) r.hidden = some.rows && !some.columns ? !hits(r.firstChild) : false;
      for (const d of $$("td[data-column]", grid)) d.hidden = off.has(d.dataset.column);
      if (some.columns) for (const r of rows) r.hidden ||= ![...$$(".square", r)].some((s) => !s.parentNode.hidden);
    }
  }

  function keep(data) {
    rail(false);
    cewen.send("kept", "keep", data);
    if (data.act === "new") box()?.focus();
  }

  // Words that become a field in their place: Enter takes what was written, Escape leaves them as they were.
  function edit(words, label, take, longest, leave = false) {
    const field = Object.assign(document.createElement("input"), { value: words.textContent, maxLength: longest });
    field.setAttribute("aria-label", label);
    words.hidden = true;
    words.after(field);
    field.focus();
    field.select();
    let done = false;
    const end = (save) => {
      if (done) return;
      done = true;
      const written = field.value.trim();
      field.remove();
      words.hidden = false;
      if (save && written && written !== words.textContent) take(written);
      else words.focus({ preventScroll: true });
    };
    field.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && !e.isComposing) end(true);
      if (e.key === "Escape") end(false);
    });
    field.addEventListener("blur", () => end(leave));
  }

  function rename(button) {
    const item = button.closest(".one");
    edit($(".open", item), "新的名字", (title) => keep({ act: "rename", id: button.dataset.rename, title }), 60, true);
  }

  function correct(turn, words) {
    const ask = (question) => cewen.send("thread", "again", { turn: Number(turn.dataset.turn), question });
    edit(words, "改成怎样的问题", ask, 2000);
  }

  const judge = (turn, verdict, note) =>
    cewen.send("thread", "judge", { turn: Number(turn.dataset.turn), verdict, note });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".note")) return;
    event.preventDefault();
    const turn = event.target.closest(".turn");
    judge(turn, "wrong", $("input", event.target).value.slice(0, 500));
    event.target.hidden = true;
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches(".sift-items")) siftItems();
    if (event.target.matches(".sift")) sift(event.target.value.trim());
    if (event.target.matches(".find") && !event.isComposing) find(event.target);
  });

  // Sought when the writing pauses; words that an input method is still composing are not sought.
  let seeking = 0;
  function find(field) {
    clearTimeout(seeking);
    seeking = setTimeout(() => cewen.send("kept", "find", { words: field.value }), 200);
  }
  document.addEventListener("compositionend", (event) => event.target.matches(".find") && find(event.target));

  document.addEventListener("change", (event) => {
    if (event.target.matches("select.pair"))
      for (const grid of $$("#picture .grid")) grid.hidden = grid.dataset.grid !== event.target.value;
    if (event.target.matches(".as-doc")) cewen.send("library", "choose", { doc: event.target.value });
    if (event.target.matches("select.run, select.before")) see();
    if (event.target.matches(".only-wrong")) siftItems();
    if (event.target.matches("select.version, select.since")) {
      const chosen = (name) => $(`#source .${name}`).value;
      const since = event.target.matches(".version") ? "" : chosen("since");
      cewen.send("source", "open", { doc: shown(), version: chosen("version"), since });
    }
    if (event.target.matches("select.doc")) cewen.send("source", "open", { doc: event.target.value });
  });

  document.addEventListener(
    "keydown",
    (event) => {
      // Enter that ends the choice of characters in an input method is not a question.
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
      else if (event.key === "Enter" && !event.shiftKey && event.target === box() && busy()) {
        event.preventDefault();
        event.stopPropagation();
        early.go = Boolean(box().value.trim());
      }
      if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      }
      if (event.key === "Escape") {
        $("#thread [data-stop]")?.click();
        fold();
        outline(false);
        rail(false);
        if (document.body.classList.contains("reading")) sheet(false);
      }
    },
    true,
  );

  // A swipe down on its bar puts the sheet away.
  let from = null;
  document.addEventListener("touchstart", (e) => (from = e.target.closest("#source .bar") ? e.touches[0].clientY : null), { passive: true });
  document.addEventListener("touchend", (e) => from !== null && e.changedTouches[0].clientY - from > 50 && sheet(false), { passive: true });
})();
