// Everything here only makes quicker what also works without it.
import { start as startGovuk } from "./govuk.js";
import { start as startCountdowns } from "./countdown.js";
import { start as startCopy } from "./copy.js";
import { start as startGuard } from "./guard.js";
import { start as startAutosave } from "./autosave.js";
import { start as startLocalTimes } from "./local_time.js";
import { start as startFormsets } from "./formset.js";
import { start as startTitle } from "./title.js";
import { start as startMenus } from "./menus.js";
import { start as startSearch } from "./search.js";
import { start as startPassages } from "./passages.js";
import { start as startUploads } from "./upload.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const start of [startGovuk, startCountdowns, startCopy, startGuard, startAutosave, startLocalTimes, startFormsets, startTitle, startMenus, startSearch, startPassages, startUploads]) {
  start(document);
}

// What htmx puts on the page comes alive like the rest of it.
document.addEventListener("htmx:load", (event) => {
  if (event.target === document.body) return;
  for (const start of [startGovuk, startCountdowns, startCopy, startLocalTimes]) start(event.target);
});
