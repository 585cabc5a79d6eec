// A long select with data-search gets a box above it that leaves only the choices with all of the typed words.
// Without scripts it is a select like any other.
import { say } from "./texts.js";

function wordsOf(text) {
  return text.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").split(/\s+/).filter(Boolean);
}

function boxFor(select) {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "govuk-input mla-search";
  box.autocomplete = "off";
  box.placeholder = select.dataset.search;
  box.setAttribute("aria-label", select.dataset.search);
  box.setAttribute("aria-controls", select.id);
  return box;
}

function equip(select) {
  const parts = [...select.children].map((part) => ({ part, options: [...part.querySelectorAll("option")] }));
  const box = boxFor(select);
  const status = document.createElement("p");
  status.className = "govuk-hint mla-search__status";
  status.setAttribute("role", "status");

  /** Leaves what fits and what is chosen already; gives what fits. */
  function narrow() {
    const words = wordsOf(box.value);
    const chosen = select.value;
    const fitting = [];
    const left = [];
    for (const { part, options } of parts) {
      const fit = options.filter((option) => {
        const text = wordsOf(option.textContent).join(" ");
        return words.every((word) => text.includes(word));
      });
      fitting.push(...fit);
      if (options.length) part.replaceChildren(...options.filter((option) => fit.includes(option) || option.value === chosen));
      if (!options.length || part.children.length) left.push(part);
    }
    select.replaceChildren(...left);
    select.value = chosen;
    status.textContent = words.length ? say("found", { number: fitting.length }) : "";
    return fitting;
  }

  function take(option) {
    select.value = option.value;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
    select.focus();
  }

  box.addEventListener("input", narrow);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      const [first] = narrow();
      if (first && box.value.trim()) take(first);
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      select.focus();
    } else if (event.key === "Escape" && box.value) {
      event.preventDefault();
      box.value = "";
      narrow();
    }
  });
  select.before(box);
  select.after(status);
  // After the browser has put the cursor into the select, for whoever has no scripts.
  if (select.autofocus) requestAnimationFrame(() => { if (document.activeElement === select) box.focus(); });
}

export function start(scope) {
  for (const select of scope.querySelectorAll("select[data-search]")) equip(select);
}
