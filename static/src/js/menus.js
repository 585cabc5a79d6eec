// A menu made of <details> closes when one clicks elsewhere or presses Escape.
export function start(scope) {
  for (const menu of scope.querySelectorAll("details[data-closing]")) {
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}
