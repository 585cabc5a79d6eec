// The words, in the reader's language, as the page carries them.
const texts = JSON.parse(document.querySelector('meta[name="portal-texts"]')?.content || "{}");

/** The text of that name with its %(placeholders)s filled. */
export function say(name, values = {}) {
  return (texts[name] || "").replace(/%\((\w+)\)s/g, (_, key) => values[key] ?? "");
}

/** 12:03:07 on the reader's clock. */
export function clock(moment = new Date(), seconds = true) {
  const parts = [moment.getHours(), moment.getMinutes(), moment.getSeconds()];
  return parts.slice(0, seconds ? 3 : 2).map((part) => String(part).padStart(2, "0")).join(":");
}
