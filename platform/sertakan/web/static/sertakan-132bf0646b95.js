// Small comforts. Every page is complete without them.
document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    copy.querySelector("[data-copy-word]").textContent = copy.dataset.copied;
    return;
  }
  if (event.target.closest("[data-print]")) {
    window.print();
    return;
  }
  const row = event.target.closest("tr[data-href]");
  if (row && !event.target.closest("a, button, input, label, select") && !String(window.getSelection())) {
    window.location = row.dataset.href;
  }
});
// A button that only works with this script stays hidden until the script is here.
for (const button of document.querySelectorAll("[data-copy][hidden], [data-print][hidden]")) {
  button.hidden = false;
}
// The page on which the reader stands is in view even where the navigation is wider than the phone.
document.querySelector(".s-nav__link[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
