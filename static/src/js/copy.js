import { say } from "./texts.js";

let voice;

function announce(text) {
  if (!voice) {
    voice = document.createElement("div");
    voice.className = "govuk-visually-hidden";
    voice.setAttribute("role", "status");
    document.querySelector("main").append(voice);
  }
  voice.textContent = text;
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.done = "";
    announce(say("copied"));
    setTimeout(() => delete button.dataset.done, 2000);
  } catch {
    announce(say("copy_failed"));
  }
}

export function start(scope) {
  if (!navigator.clipboard) return;
  for (const button of scope.querySelectorAll("button[data-copy]")) {
    if (!button.hidden) continue;
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
