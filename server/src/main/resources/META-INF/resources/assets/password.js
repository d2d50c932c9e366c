// The page where one chooses a password by a link, or asks for one. The token of the link stands behind the # of the address; it is taken out
// of the address bar at once, so that it stays in no history.
"use strict";

(() => {
  const page = document.getElementById("choose");
  const notice = document.getElementById("notice");
  const token = new URLSearchParams(location.hash.slice(1)).get("token");

  function say(text) {
    notice.hidden = !text;
    notice.textContent = text || "";
  }

  /** Why the server refused, in the language of the page. */
  const reasons = {
    403: page.dataset.dead,
    409: page.dataset.mailless,
    422: page.dataset.weak,
    429: page.dataset.wait,
  };

  function post(form, body) {
    return fetch(form.action, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
    });
  }

  /** In place of the form. */
  function show(id) {
    page.hidden = true;
    const section = document.getElementById(id);
    section.hidden = false;
    section.querySelector("h1").focus();
  }

  function welcome(who) {
    for (const [name, text] of [["made-name", who.name], ["made-user", who.user]]) {
      for (const place of document.getElementsByClassName(name)) {
        place.textContent = text;
      }
    }
    show("done");
  }

  /** @param done what follows an answer that is no refusal */
  async function send(form, body, done) {
    const button = form.querySelector("button");
    say("");
    button.disabled = true;
    try {
      const answer = await post(form, body);
      if (answer.ok) {
        await done(answer);
      } else {
        say(reasons[answer.status] || page.dataset.failed);
      }
    } catch {
      say(page.dataset.failed);
    } finally {
      button.disabled = false;
    }
  }

  const choice = document.getElementById("choice");
  choice.addEventListener("submit", (event) => {
    event.preventDefault();
    if (choice.password.value !== choice.again.value) {
      say(page.dataset.unequal);
      choice.again.focus();
      return;
    }
    send(choice, { token, password: choice.password.value }, async (answer) => welcome(await answer.json()));
  });

  const forgotten = document.getElementById("forgotten");
  forgotten.addEventListener("submit", (event) => {
    event.preventDefault();
    send(forgotten, { user: forgotten.user.value.trim() }, async () => show("sent"));
  });

  (token ? choice : forgotten).hidden = false;
  for (const link of document.getElementsByClassName("switch")) {
    link.hash = location.hash;
  }
  if (token) {
    history.replaceState(null, "", location.pathname + location.search);
  }
})();
