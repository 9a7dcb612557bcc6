// A colour is typed as a brand book has it, or picked; both fields say the same.
for (const picker of document.querySelectorAll("[data-mirrors]")) {
  const field = document.getElementById(picker.dataset.mirrors);
  picker.hidden = false;
  picker.addEventListener("input", () => {
    field.value = picker.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("input", () => {
    if (/^#[0-9a-f]{6}$/i.test(field.value)) picker.value = field.value.toLowerCase();
  });
}
