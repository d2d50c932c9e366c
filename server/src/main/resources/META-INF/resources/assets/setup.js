// The set-up page: sends what was typed, with the token of the link, and shows what to do next. The token stands behind the # of the address;
// it is taken out of the address bar once it is used up.
"use strict";

(() => {
  const page = document.getElementById("setup");
  const form = document.getElementById("owner");
  const notice = document.getElementById("notice");
  const token = new URLSearchParams(location.hash.slice(1)).get("token");

  function say(text) {
    notice.hidden = !text;
    notice.textContent = text || "";
  }

  /** Why the server refused, in the language of the page. */
  const reasons = {
    400: (problem) => problem.detail,
    403: () => page.dataset.refused,
    409: () => page.dataset.refused,
    422: () => page.dataset.weak,
  };

  function welcome(owner) {
    history.replaceState(null, "", location.pathname + location.search);
    for (const [name, text] of [["made-name", owner.name], ["made-user", owner.id]]) {
      for (const place of document.getElementsByClassName(name)) {
        place.textContent = text;
      }
    }
    page.hidden = true;
    const done = document.getElementById("done");
    done.hidden = false;
    done.querySelector("h1").focus();
  }

  async function send() {
    const given = Object.fromEntries(new FormData(form));
    const answer = await fetch(page.dataset.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ token, ...given }),
      credentials: "omit",
    });
    if (answer.status === 201) {
      welcome(await answer.json());
    } else {
      const reason = reasons[answer.status];
      say(reason ? reason(await answer.json()) : page.dataset.failed);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.password.value !== form.again.value) {
      say(page.dataset.unequal);
      form.again.focus();
      return;
    }
    say("");
    form.querySelector("button").disabled = true;
    send().catch(() => say(page.dataset.failed)).finally(() => { form.querySelector("button").disabled = false; });
  });

  for (const link of document.getElementsByClassName("switch")) {
    link.hash = location.hash;
  }
  if (!token) {
    form.hidden = true;
    say(page.dataset.lost);
  }
})();
