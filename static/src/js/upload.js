// A form with data-upload sends its file in pieces, shows how far it is, and carries on after the line was lost.
// The portal says where to go on; what it has, it has. Choosing the same file again, in a new window too, resumes.
import { say } from "./texts.js";

const PAUSE = 1000;
const LONGEST_PAUSE = 15000;

class Refused extends Error {
  constructor(answer) {
    super(answer.message || say("refused"));
    this.offset = answer.offset;
  }
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** One file on its way. */
class Upload {
  constructor(form, file, tell) {
    this.form = form;
    this.file = file;
    this.tell = tell;
    this.key = `upload ${form.dataset.upload} ${file.name} ${file.size} ${file.lastModified}`;
  }

  async run() {
    let state = (await this.resumed()) || (await this.begin());
    localStorage.setItem(this.key, state.url);
    while (state.offset < state.size) {
      this.tell.progress(this.file.name, state.offset / state.size);
      state = await this.piece(state);
    }
    this.tell.progress(this.file.name, 1);
    await this.call(`${state.url}finish/`, this.fields());
    localStorage.removeItem(this.key);
  }

  begin() {
    const fields = this.fields();
    fields.append("name", this.file.name);
    fields.append("size", this.file.size);
    return this.call(this.form.dataset.upload, fields);
  }

  async resumed() {
    const url = localStorage.getItem(this.key);
    if (!url) return null;
    try {
      const state = await this.call(url);
      return { ...state, url };
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      localStorage.removeItem(this.key); // expired
      return null;
    }
  }

  async piece(state) {
    const piece = this.file.slice(state.offset, state.offset + state.piece_size);
    try {
      return await this.call(state.url, piece, { "Upload-Offset": state.offset });
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.offset === undefined) throw problem;
      return { ...state, offset: problem.offset };
    }
  }

  /** Tries until there is an answer; then it is the answer, or Refused. */
  async call(url, body, headers = {}) {
    for (let pause = PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        const response = await fetch(url, {
          method: body === undefined ? "GET" : "POST",
          body,
          headers: {
            Accept: "application/json",
            "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value,
            ...(body instanceof Blob ? { "Content-Type": "application/octet-stream" } : {}),
            ...headers,
          },
          redirect: "manual",
        });
        if (response.type === "opaqueredirect") throw new Refused({ message: say("signed_out") });
        if (response.status < 500 || response.status === 507) {
          const answer = await response.json().catch(() => ({}));
          if (!response.ok) throw new Refused(answer);
          return answer;
        }
      } catch (problem) {
        if (problem instanceof Refused) throw problem;
      }
      this.tell.waiting();
      await wait(pause);
    }
  }

  fields() {
    const fields = new URLSearchParams();
    for (const control of this.form.elements) {
      if (!control.name || control.type === "file" || control.type === "submit") continue;
      if ((control.type === "radio" || control.type === "checkbox") && !control.checked) continue;
      fields.append(control.name, control.value);
    }
    return fields;
  }
}

function teller(form) {
  const box = form.querySelector("[data-upload-status]");
  const [bar, text] = [box.querySelector("progress"), box.querySelector("[role=status]")];
  let told = -1;
  const show = (words, state = "") => {
    box.hidden = false;
    box.dataset.state = state;
    text.textContent = words;
  };
  return {
    progress(name, part) {
      const percent = Math.floor(100 * part);
      bar.value = percent;
      // Who listens is not told each percent.
      if (box.dataset.state !== "" || box.hidden || percent === 100 || percent >= told + 5) {
        told = percent;
        show(say("upload_sending", { name, percent }));
      }
    },
    waiting: () => show(say("upload_waiting"), "waiting"),
    refused: (words) => show(words, "refused"),
    done: (name) => show(say("upload_done", { name }), "done"),
  };
}

function watch(form) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop]");
  const button = form.querySelector("[type=submit]");
  const tell = teller(form);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = input.files[0];
    if (!file) {
      tell.refused(say("upload_choose"));
      input.focus();
      return;
    }
    button.disabled = true;
    try {
      await new Upload(form, file, tell).run();
      tell.done(file.name);
      form.reset();
      location.reload();
    } catch (problem) {
      tell.refused(problem.message);
    } finally {
      button.disabled = false;
    }
  });

  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("mla-drop--over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("mla-drop--over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

export function start(scope) {
  for (const form of scope.querySelectorAll("form[data-upload]")) watch(form);
}
