// Light or dark, before anything is drawn: as chosen here, else as the machine is set.
"use strict";

(() => {
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
})();
