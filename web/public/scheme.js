// Sets light or dark before the first paint. A file of its own, so that the page needs no inline script.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("rolecall-scheme");
  } catch {
    // Storage may be closed to us; then the system's choice counts.
  }
  var dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
