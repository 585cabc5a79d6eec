// Beside an instant that is shown in another zone than the reader's machine keeps: what time that is here.
import { clock, say } from "./texts.js";

export function start(scope) {
  for (const element of scope.querySelectorAll("time[data-local]")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime()) || Number(element.dataset.offset) === -moment.getTimezoneOffset()) continue;
    if (element.dataset.local === "done") continue;
    element.dataset.local = "done";
    const note = document.createElement("small");
    note.className = "mla-muted mla-local";
    note.textContent = ` · ${say("here", { time: clock(moment, false) })}`;
    element.after(note);
  }
}
