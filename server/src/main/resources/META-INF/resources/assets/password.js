// The pages where one chooses a password by a link: that of the first start, of an invitation, of a reset; or asks for one. The token of the link
// stands behind the # of the address; it is taken out of the address bar at once, so that it stays in no history. A form says by data-by-link
// whether it needs the token, and by data-then which section follows it; the page says why the server refused, by status, in its language.
"use strict";

(() => {
  const page = document.querySelector("section[data-failed]");
  const notice = document.getElementById("notice");
  const token = new URLSearchParams(location.hash.slice(1)).get("token");

  function say(text) {
    notice.hidden = !text;
    notice.textContent = text || "";
  }

  /** In place of the form. */
  function show(section, who) {
    for (const [name, text] of [["made-name", who.name], ["made-user", who.user ?? who.id]]) {
      for (const place of document.getElementsByClassName(name)) {
        place.textContent = text;
      }
    }
    page.hidden = true;
    section.hidden = false;
    section.querySelector("h1").focus();
  }

  /** What was typed, without blanks around it but for a password. */
  function typed(form) {
    const given = Object.fromEntries(new FormData(form));
    if (given.user) {
      given.user = given.user.trim();
    }
    return "byLink" in form.dataset ? { token, ...given } : given;
  }

  async function send(form) {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(typed(form)),
      credentials: "omit",
    });
    const text = await answer.text();
    const told = text ? JSON.parse(text) : {};
    if (answer.ok) {
      show(document.getElementById(form.dataset.then), told);
    } else {
      say(answer.status === 400 ? told.detail : page.dataset[answer.status] || page.dataset.failed);
    }
  }

  for (const form of page.querySelectorAll("form")) {
    form.hidden = Boolean(token) !== ("byLink" in form.dataset);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const again = form.querySelector("[autocomplete=new-password]:not([name])");
      if (again && form.password.value !== again.value) {
        say(page.dataset.unequal);
        again.focus();
        return;
      }
      const button = form.querySelector("button");
      say("");
      button.disabled = true;
      send(form).catch(() => say(page.dataset.failed)).finally(() => { button.disabled = false; });
    });
  }
  if (!token && page.dataset.lost) {
    say(page.dataset.lost);
  }
  for (const link of document.getElementsByClassName("switch")) {
    link.hash = location.hash;
  }
  if (token) {
    history.replaceState(null, "", location.pathname + location.search);
  }
})();
