/** Redraws, and gives the focus and the cursor back to the element with the same id. */
export function keepingFocus(redraw: () => void): void {
  const active = document.activeElement;
  const id = active instanceof HTMLElement ? active.id : '';
  const range =
    active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && active.type === 'text')
      ? ([active.selectionStart, active.selectionEnd] as const)
      : null;
  redraw();
  if (id === '' || document.activeElement?.id === id) return;
  const again = document.getElementById(id);
  again?.focus({ preventScroll: true });
  if (range !== null && (again instanceof HTMLTextAreaElement || again instanceof HTMLInputElement))
    again.setSelectionRange(range[0], range[1]);
}
