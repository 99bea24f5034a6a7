// Copies what a button names; without a script the text can be marked and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const words = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = button.dataset.copied;
      setTimeout(() => (button.textContent = words), 4000);
    } catch {
      // No clipboard here, as on a page without TLS: mark it for the keyboard's own copy.
      getSelection().selectAllChildren(source);
    }
  });
}
