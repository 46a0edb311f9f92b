type Attributes = Readonly<Record<string, string | number | boolean>>;

/**
 * Makes an element. Text is always set as text, never as HTML: what a model or a repository says cannot become markup.
 *
 * @param attributes `true` sets an empty attribute, `false` leaves it out
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}
