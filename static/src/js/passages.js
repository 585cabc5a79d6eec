// "Insert" puts the chosen text at the end of the answer beside it, at once. Without this the server does it.
function insert(choice, area) {
  const text = choice.selectedOptions[0]?.dataset.text;
  if (!text) {
    choice.focus();
    return;
  }
  const before = area.value.trimEnd();
  area.value = before ? `${before}\n\n${text}` : text;
  choice.value = "";
  area.focus();
  // The counter and the autosave hear it as if it had been typed.
  for (const name of ["input", "keyup"]) area.dispatchEvent(new Event(name, { bubbles: true }));
}

export function start(scope) {
  for (const choice of scope.querySelectorAll("select[data-passages]")) {
    const area = document.getElementById(choice.dataset.passages);
    const button = choice.parentElement.querySelector("button");
    if (!area || !button) continue;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      insert(choice, area);
    });
  }
}
