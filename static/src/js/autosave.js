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

function post(form, changed) {
  return fetch(form.dataset.autosave, {
    method: "POST",
    body: bodyOf(form, changed),
    headers: {
      "X-Autosave": "1",
      "X-CSRFToken": form.elements.csrfmiddlewaretoken?.value || "",
      Accept: "application/json",
    },
    redirect: "manual",
    // Outlives the window; browsers take only 64 KiB this way, so not while the window stays.
    keepalive: document.visibilityState === "hidden",
  });
}

/** {response, answer}. A page older than its session goes on, once, with the token that the refusal brings. */
async function send(form, changed) {
  const response = await post(form, changed);
  const answer = await response.json().catch(() => ({}));
  const token = form.elements.csrfmiddlewaretoken;
  if (response.ok || !answer.csrf_token || !token || token.value === answer.csrf_token) return { response, answer };
  token.value = answer.csrf_token;
  return send(form, changed);
}

function watch(form) {
  const status = statusOf(form);
  status.setAttribute("role", "status");
  let changed = new Set();
  let timer;
  let running = false;

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  async function save() {
    clearTimeout(timer);
    if (running || !changed.size) return;
    const sending = changed;
    changed = new Set();
    running = true;
    show(status, say("saving"), "saving");
    const refuse = (reason) => {
      sending.forEach((name) => changed.add(name));
      show(status, say("not_saved", { reason }), "refused");
    };
    try {
      const { response, answer } = await send(form, sending);
      // A part may be saved although another part is refused.
      if (answer.version !== undefined && form.elements.version) form.elements.version.value = answer.version;
      if (response.ok) {
        show(status, say("saved", { time: clock() }), "saved");
        if (changed.size) soon();
        else form.dispatchEvent(new Event("portal:saved"));
      } else {
        const signedOut = response.type === "opaqueredirect" || response.status === 401;
        refuse(answer.message || say(signedOut ? "signed_out" : "refused"));
      }
    } catch {
      refuse(say("offline"));
    } finally {
      running = false;
    }
  }

  form.addEventListener("input", (event) => {
    const control = event.target;
    // A choice of what to put in is no answer: nothing to save yet.
    if (control.dataset.noAnswer !== undefined) return;
    if (!control.name || control.type === "file" || control.type === "password") return;
    changed.add(fieldOf(control));
    soon();
  });
  form.addEventListener("submit", () => { clearTimeout(timer); changed = new Set(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
}

export function start(scope) {
  for (const form of scope.querySelectorAll("form[data-autosave]")) watch(form);
}
