// What the console's pages do by themselves: every change brings its token along, the keyboard, copying, the menu, light and dark.
"use strict";

(() => {
  const isDry = () => Boolean(document.querySelector("#dry-run:checked"));

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF-Token"] = document.body.dataset.token;
    if (isDry() && event.detail.verb !== "get") {
      event.detail.headers["Dry-Run"] = "true";
    }
  });

  /** A list as a file: the API answers it in the format that is asked for, which no plain link can say. */
  async function save(link) {
    const answer = await fetch(link.href, { headers: { Accept: link.dataset.export } });
    const file = document.createElement("a");
    file.href = URL.createObjectURL(await answer.blob());
    file.download = link.download;
    file.click();
    URL.revokeObjectURL(file.href);
  }

  const types = { csv: "text/csv", json: "application/json", ndjson: "application/x-ndjson" };

  /** A file into a table: at once, or as an action that the page follows. */
  async function bring(form) {
    const file = form.elements.file.files[0];
    const outcome = form.querySelector(".import-outcome");
    const headers = {
      "Content-Type": types[file.name.split(".").pop().toLowerCase()] || "text/csv",
      "X-CSRF-Token": document.body.dataset.token,
    };
    headers[isDry() ? "Dry-Run" : "Prefer"] = isDry() ? "true" : "respond-async";
    const skip = form.elements.skip.checked ? "?errors=skip" : "";
    const answer = await fetch(form.dataset.import + skip, { method: "POST", headers, body: file });
    if (answer.status === 202 && !isDry()) {
      const action = (await answer.json()).id;
      htmx.ajax("GET", form.dataset.follow + action, { target: outcome, swap: "innerHTML" });
    } else {
      const told = await answer.json();
      outcome.textContent = answer.ok ? form.dataset.done + " " + (told.length ?? "") : form.dataset.failed + " " + (told.msg || told.detail);
    }
  }

  /** What a stranger gets at a public address: without the session, with the token that was typed, if any. */
  async function preview(form) {
    const { action, id, status, token } = Object.fromEntries(new FormData(form));
    const record = action === "list" || !id.trim() ? "" : "/" + encodeURIComponent(id.trim());
    const address = form.dataset.preview + action + record + (status ? "?status=" + status : "");
    const headers = { Accept: "application/json" };
    if (token) {
      headers.Authorization = "Bearer " + token;
    }
    const answer = await fetch(address, { headers, credentials: "omit" });
    const text = await answer.text();
    const seen = document.getElementById("seen");
    const state = document.getElementById("seen-state");
    seen.hidden = false;
    state.textContent = answer.status + " " + (answer.ok ? "" : seen.dataset[answer.status] ?? "");
    state.className = "badge state-" + (answer.ok ? "good" : "bad");
    document.getElementById("seen-path").textContent = "GET " + address;
    document.getElementById("seen-body").textContent = text && JSON.stringify(JSON.parse(text), null, 2);
  }

  /** A form that htmx does not send goes the same way: a plain one could not bring the token along. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.import) {
      event.preventDefault();
      bring(form).catch((failure) => { form.querySelector(".import-outcome").textContent = String(failure); });
    } else if (form.dataset.preview) {
      event.preventDefault();
      preview(form).catch((failure) => { document.getElementById("seen-body").textContent = String(failure); });
    } else if (form.method === "post" && !form.hasAttribute("hx-boost")) {
      event.preventDefault();
      htmx.ajax("POST", form.action, { source: form, target: "body", swap: "outerHTML" });
    }
  });

  /** What is told after a change is where the reader is led to. */
  function lead(root) {
    const told = root.querySelector("[data-focus]");
    if (told) {
      told.focus();
    }
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt === document.body || event.detail.target === document.body) {
      lead(document);
    }
  });

  /** A line for a header that there is not yet. */
  function blank(line) {
    for (const input of line.querySelectorAll("input")) {
      input.value = input.type === "hidden" ? "false" : "";
      input.readOnly = false;
    }
    const eye = line.querySelector("[data-eye]");
    eye.setAttribute("aria-pressed", "false");
    eye.disabled = false;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-export]");
    if (link) {
      event.preventDefault();
      save(link);
      return;
    }
    const button = event.target.closest("button");
    if (!button) {
      for (const menu of document.querySelectorAll("details.menu[open]")) {
        if (!menu.contains(event.target)) {
          menu.open = false;
        }
      }
    } else if (button.dataset.toggle) {
      const shown = document.getElementById(button.dataset.toggle).classList.toggle("show");
      button.setAttribute("aria-expanded", String(shown));
    } else if ("themeSwitch" in button.dataset) {
      const root = document.documentElement;
      root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.bsTheme);
      } catch {
        // it holds until the page is left
      }
    } else if (button.dataset.move) {
      const line = button.closest("li");
      if (button.dataset.move < 0) {
        line.previousElementSibling?.before(line);
      } else {
        line.nextElementSibling?.after(line);
      }
      button.focus();
    } else if ("eye" in button.dataset) {
      const hides = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(hides));
      button.parentElement.querySelector("input[type=hidden]").value = String(hides);
    } else if ("drop" in button.dataset) {
      const line = button.closest("li");
      if (line.parentElement.children.length > 1) {
        line.remove();
      } else {
        blank(line);
      }
    } else if (button.dataset.another) {
      const list = document.getElementById(button.dataset.another);
      const line = list.lastElementChild.cloneNode(true);
      blank(line);
      list.append(line);
      line.querySelector("input").focus();
    } else if ("copy" in button.dataset) {
      navigator.clipboard.writeText(button.parentElement.querySelector("pre").textContent).then(() => {
        button.classList.add("copied-well");
        setTimeout(() => button.classList.remove("copied-well"), 1500);
      });
    }
  });

  const MOST_LIVE = 50;

  /** One thing that happened, newest first. */
  function happened(list, name, data) {
    list.querySelector("[data-waiting]")?.remove();
    const line = document.createElement("li");
    line.className = "list-group-item";
    const code = document.createElement("code");
    code.textContent = name;
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.append(code, " " + new Date().toLocaleTimeString(document.documentElement.lang));
    const body = document.createElement("pre");
    body.tabIndex = 0;
    body.textContent = JSON.stringify(JSON.parse(data), null, 2);
    details.append(summary, body);
    line.append(details);
    list.prepend(line);
    while (list.children.length > MOST_LIVE) {
      list.lastElementChild.remove();
    }
  }

  /** What happens, while it happens (server-sent events); where the stream ends it is opened again, from where it was. */
  async function hear(section) {
    const list = section.querySelector("ol");
    let last = "";
    while (section.isConnected) {
      const left = new AbortController();
      const watch = setInterval(() => section.isConnected || left.abort(), 1000);
      try {
        const headers = last ? { "Last-Event-ID": last } : {};
        const answer = await fetch(section.dataset.stream, { headers, signal: left.signal });
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let text = "";
        for (let part = await reader.read(); answer.ok && !part.done; part = await reader.read()) {
          const blocks = (text + part.value).split("\n\n");
          text = blocks.pop();
          for (const block of blocks) {
            const said = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s)));
            last = said.id ?? last;
            if (said.event) {
              happened(list, said.event, said.data);
            }
          }
        }
      } catch {
        // it is opened again
      } finally {
        clearInterval(watch);
      }
      await new Promise((again) => { setTimeout(again, 3000); });
    }
  }

  document.addEventListener("htmx:load", (event) => {
    for (const section of event.target.parentElement.querySelectorAll("[data-stream]:not([data-heard])")) {
      section.dataset.heard = "";
      hear(section);
    }
  });

  /** What is chosen among many, told where the list is closed. */
  document.addEventListener("change", (event) => {
    const shown = event.target.closest(".many")?.querySelector("[data-none]");
    if (shown) {
      const chips = [...event.target.closest(".many").querySelectorAll("input:checked + span")].map((label) => {
        const chip = document.createElement("span");
        chip.className = "badge chip";
        chip.textContent = label.textContent;
        return chip;
      });
      shown.replaceChildren(...(chips.length ? chips.flatMap((chip) => [chip, " "]) : [shown.dataset.none]));
    }
  });

  /** Of the columns of many tables, those of the one that is chosen. */
  function narrow(form) {
    const table = form.querySelector("[name$='-values']").value;
    for (const one of form.querySelectorAll("[data-of]")) {
      one.hidden = one.dataset.of !== table;
      const input = one.matches("option") ? one : one.querySelector("input");
      input.disabled = one.hidden || form.disabled;
      if (one.hidden) {
        input.selected = false;
        input.checked = false;
      }
      one.closest(".field").hidden = !table;
    }
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-publication]");
    if (form && event.target.name.endsWith("-values")) {
      narrow(form);
    }
  });

  document.addEventListener("htmx:load", () => document.querySelectorAll("[data-publication]").forEach(narrow));

  /** Fields that belong to some words of another one alone. */
  function fit(form) {
    for (const field of form.querySelectorAll("[data-when]")) {
      const [name, words] = field.dataset.when.split("=");
      field.hidden = !words.split(",").includes(form.elements[name].value);
      for (const input of field.querySelectorAll("input, select, textarea")) {
        input.disabled = field.hidden || "fixed" in field.dataset;
      }
    }
  }

  document.addEventListener("change", (event) => event.target.form && fit(event.target.form));
  document.addEventListener("htmx:load", () => document.querySelectorAll("form:has([data-when])").forEach(fit));

  /** Lines that are put in order by hand. */
  let moving = null;
  document.addEventListener("dragstart", (event) => {
    moving = event.target.closest?.("[data-sortable] > li") || null;
  });
  document.addEventListener("dragover", (event) => {
    const over = event.target.closest?.("[data-sortable] > li");
    if (moving && over && over !== moving && over.parentElement === moving.parentElement) {
      event.preventDefault();
      const box = over.getBoundingClientRect();
      over[event.clientY < box.top + box.height / 2 ? "before" : "after"](moving);
    }
  });
  document.addEventListener("drop", (event) => {
    if (moving) {
      event.preventDefault();
    }
  });
  document.addEventListener("dragend", () => { moving = null; });

  /** "/" leads to the search, "n" to a new thing, arrows from line to line; Escape closes a menu. */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
    }
    const typing = event.target.matches("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Enter" && event.target.matches("td.editable")) {
      event.preventDefault();
      htmx.trigger(event.target, "edit");
      return;
    }
    const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (place) {
      event.preventDefault();
      if (place.matches("a")) {
        place.click();
      } else {
        place.focus();
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const lines = [...document.querySelectorAll(".lines a.first")];
      const at = lines.indexOf(document.activeElement);
      const next = lines[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (lines.length && (at >= 0 || event.key === "ArrowDown")) {
        event.preventDefault();
        (next || lines[Math.max(at, 0)]).focus();
      }
    }
  });
})();
