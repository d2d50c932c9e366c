// What a page needs before it is drawn, and until its other scripts have come.
"use strict";

(() => {
  // Light or dark: as chosen here, else as the machine is set.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const draw = () => {
    document.documentElement.dataset.bsTheme = chosen() || (dark.matches ? "dark" : "light");
  };
  dark.addEventListener("change", draw);
  draw();

  // A form that is sent too early waits: what would send it with its token is not there yet.
  let ready = false;
  let early = null;
  document.addEventListener("submit", (event) => {
    if (!ready) {
      event.preventDefault();
      event.stopImmediatePropagation();
      early = event;
    }
  }, true);
  document.addEventListener("DOMContentLoaded", () => setTimeout(() => {
    ready = true;
    early?.target.requestSubmit(early.submitter);
  }));
})();
