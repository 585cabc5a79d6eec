// Adds a row to a list of rows (a Django formset): the empty form in the <template>, with the next number.
function add(list, prefix) {
  const total = list.querySelector(`input[name="${prefix}-TOTAL_FORMS"]`);
  const number = Number(total.value);
  const made = document.createElement("div");
  made.innerHTML = list.querySelector("template").innerHTML.replaceAll("__prefix__", String(number));
  const row = made.firstElementChild;
  row.querySelector("[data-formset-number]").textContent = String(number + 1);
  list.querySelector("template").before(row);
  total.value = String(number + 1);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  row.dispatchEvent(new CustomEvent("portal:added", { bubbles: true }));
}

export function start(scope) {
  for (const list of scope.querySelectorAll("[data-formset]")) {
    const button = list.querySelector("[data-formset-add]");
    const limit = Number(list.querySelector(`input[name="${list.dataset.formset}-MAX_NUM_FORMS"]`)?.value || 1000);
    button.hidden = false;
    button.addEventListener("click", () => {
      add(list, list.dataset.formset);
      button.hidden = list.querySelectorAll("[data-formset-row]").length >= limit;
    });
  }
}
