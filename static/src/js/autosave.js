// A form with data-autosave posts what changed, quietly. It never changes what stands in the controls.
import { clock, say } from "./texts.js";

const PAUSE = 800;

function statusOf(form) {
  const existing = form.querySelector("[data-autosave-status]");
  if (existing) return existing;
  const made = document.createElement("p");
  made.className = "mla-saved";
  (form.querySelector(".mla-form-actions, .mla-actions") || form).append(made);
  return made;
}

function show(status, text, state) {
  status.dataset.state = state;
  status.textContent = text;
}

/** The controls that belong to one question: the parts of an instant, the boxes of a list. */
function fieldOf(control) {
  return control.closest("[data-field]")?.dataset.field || control.name;
}

function bodyOf(form, changed) {
  const body = new URLSearchParams();
  for (const control of form.elements) {
    if (!control.name || control.type === "file" || control.disabled) continue;
    const hidden = control.type === "hidden";
    if (!hidden && !changed.has(fieldOf(control))) continue;
    if ((control.type === "checkbox" || control.type === "radio") && !control.checked) continue;
    if (control.type === "submit" || control.type === "button") continue;
    if (control.type === "select-multiple") {
      for (const option of control.selectedOptions) body.append(control.name, option.value);
    } else {
      body.append(control.name, control.value);
    }
  }
  for (const name of changed) body.append("changed", name);
  return body;
}

async function messageOf(response) {
  try {
    return (await response.json()).message || say("refused");
  } catch {
    return say("refused");
  }
}

function watch(form) {
  const status = statusOf(form);
  status.setAttribute("role", "status");
  let changed = new Set();
  let timer;
  let running = false;

  async function save() {
    clearTimeout(timer);
    if (running || !changed.size) return;
    const sending = changed;
    changed = new Set();
    running = true;
    show(status, say("saving"), "saving");
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST",
        body: bodyOf(form, sending),
        headers: {
          "X-Autosave": "1",
          "X-CSRFToken": form.elements.csrfmiddlewaretoken?.value || "",
          Accept: "application/json",
        },
        redirect: "manual",
        keepalive: true,
      });
      if (response.ok) {
        const answer = await response.json().catch(() => ({}));
        if (answer.version !== undefined && form.elements.version) form.elements.version.value = answer.version;
        show(status, say("saved", { time: clock() }), "saved");
        if (!changed.size) form.dispatchEvent(new Event("portal:saved"));
      } else {
        sending.forEach((name) => changed.add(name));
        const signedOut = response.type === "opaqueredirect" || response.status === 401 || response.status === 403;
        const reason = signedOut ? say("signed_out") : await messageOf(response);
        show(status, say("not_saved", { reason }), "refused");
      }
    } catch {
      sending.forEach((name) => changed.add(name));
      show(status, say("not_saved", { reason: say("offline") }), "refused");
    } finally {
      running = false;
    }
  }

  const later = (event) => {
    const control = event.target;
    if (!control.name || control.type === "file" || control.type === "password") return;
    changed.add(fieldOf(control));
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => { clearTimeout(timer); changed = new Set(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
}

export function start(scope) {
  for (const form of scope.querySelectorAll("form[data-autosave]")) watch(form);
}
