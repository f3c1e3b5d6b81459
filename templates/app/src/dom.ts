/** Elements made from words and attributes; words reach the page as text, never as markup. */

export type Child = Node | string | null | false | undefined;
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. An attribute that is `true` is written empty; `false`, `null` and `undefined` are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A button that runs `press` when it is used, by whatever means. */
export function button(attributes: Attributes, press: (event: MouseEvent) => void, ...children: Child[]): HTMLButtonElement {
  const made = h("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", press);
  return made;
}

/** Write the attributes; `false`, `null` and `undefined` take an attribute away. */
export function attributes(element: Element, values: Attributes): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Replace what is in `parent`; empty children are left out. */
export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...children.filter(isPresent));
}

/** The words, only written when they differ, so that a live region speaks once. */
export function say(element: Element, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

function fill<E extends Element>(element: E, values: Attributes, children: readonly Child[]): E {
  attributes(element, values);
  element.append(...children.filter(isPresent));
  return element;
}

function isPresent(child: Child): child is Node | string {
  return child !== null && child !== undefined && child !== false && child !== "";
}
