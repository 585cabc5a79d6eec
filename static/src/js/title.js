// How many things wait, before the title, so that the tab says it while another one is open.
export function start() {
  const count = Number(document.body.dataset.titleCount || 0);
  if (count > 0) document.title = `(${count}) ${document.title}`;
}
