// What a person typed must not be lost: not by a session that ended, a closed tab, a failed sending.
// It stays in this window only (sessionStorage), under the person who typed it, until a save succeeded.
import { clock, say } from "./texts.js";

const PREFIX = "portal-typed:";
const PERSON = "portal-person";
const SKIPPED = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);

function storage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

function forgetAll(store) {
  for (const key of Object.keys(store)) if (key.startsWith(PREFIX)) store.removeItem(key);
}

function keyOf(form, index) {
  return `${PREFIX}${location.pathname}#${form.id || index}`;
}

function controlsOf(form) {
  return [...form.elements].filter((control) => control.name && !SKIPPED.has(control.type));
}

/** {name: [values]}; a box that is not ticked has no value. */
function valuesOf(form) {
  const values = {};
  for (const control of controlsOf(form)) {
    const list = (values[control.name] ??= []);
    if (control.type === "checkbox" || control.type === "radio") {
      if (control.checked) list.push(control.value);
    } else if (control.type === "select-multiple") {
      list.push(...[...control.selectedOptions].map((option) => option.value));
    } else {
      list.push(control.value);
    }
  }
  return values;
}

function putBack(form, values) {
  const taken = {};
  for (const control of controlsOf(form)) {
    const list = values[control.name];
    if (!list) continue;
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = list.includes(control.value);
    } else if (control.type === "select-multiple") {
      for (const option of control.options) option.selected = list.includes(option.value);
    } else {
      const index = (taken[control.name] = (taken[control.name] ?? -1) + 1);
      if (index < list.length) control.value = list[index];
    }
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function differs(kept, shown) {
  return Object.keys(kept).some((name) => name in shown && JSON.stringify(kept[name]) !== JSON.stringify(shown[name]));
}

function offer(form, key, entry, store) {
  const box = document.createElement("div");
  box.className = "mla-banner mla-banner--wait mla-kept";
  box.setAttribute("role", "status");
  const body = document.createElement("div");
  body.className = "mla-banner__body";
  const title = document.createElement("p");
  title.className = "mla-banner__title";
  title.textContent = say("kept_title");
  const text = document.createElement("p");
  text.textContent = say("kept_text", { time: clock(new Date(entry.at), false) });
  const actions = document.createElement("div");
  actions.className = "mla-actions";
  for (const [name, act] of [
    ["put_back", () => { putBack(form, entry.values); text.textContent = say("put_back_done"); actions.remove(); }],
    ["throw_away", () => { store.removeItem(key); box.remove(); }],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary govuk-button--small";
    button.textContent = say(name);
    button.addEventListener("click", act);
    actions.append(button);
  }
  body.append(title, text, actions);
  box.append(body);
  form.before(box);
}

function guard(form, key, store) {
  const keep = (sent) => store.setItem(key, JSON.stringify({ at: Date.now(), values: valuesOf(form), sent }));
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", () => keep(true));
  form.addEventListener("portal:saved", () => store.removeItem(key));
}

/** After a page that shows a success, or that is neither a sign-in nor an error page, what was sent has arrived. */
function forgetArrived(store) {
  if (document.body.hasAttribute("data-keep-typed")) return;
  const saved = document.querySelector("[data-saved]") !== null;
  for (const key of Object.keys(store)) {
    if (!key.startsWith(PREFIX)) continue;
    const here = key.startsWith(`${PREFIX}${location.pathname}#`);
    if (JSON.parse(store.getItem(key)).sent && (saved || !here)) store.removeItem(key);
  }
}

function forgetOthers(store) {
  const person = document.body.dataset.person;
  if (!person) return;
  if (store.getItem(PERSON) && store.getItem(PERSON) !== person) forgetAll(store);
  store.setItem(PERSON, person);
}

export function start(scope) {
  const store = storage();
  if (!store) return;
  forgetOthers(store);
  forgetArrived(store);
  for (const form of scope.querySelectorAll("form[data-sign-out]")) form.addEventListener("submit", () => forgetAll(store));
  [...scope.querySelectorAll("form[data-guard]")].forEach((form, index) => {
    const key = keyOf(form, index);
    const entry = JSON.parse(store.getItem(key) || "null");
    // A form that comes back with errors already holds what was typed.
    if (entry && differs(entry.values, valuesOf(form))) offer(form, key, entry, store);
    else store.removeItem(key);
    guard(form, key, store);
  });
}
