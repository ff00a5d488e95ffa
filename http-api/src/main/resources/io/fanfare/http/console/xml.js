// The Query protocol: parameters as they stand in a form, answers as they stand in XML.

/** Attributes are maps of texts, message attributes maps of values with a type. */
const MAPS = {
  Attributes: (at, name, value) => [
    [`${at}.key`, name],
    [`${at}.value`, value],
  ],
  MessageAttributes: (at, name, value) => [
    [`${at}.Name`, name],
    ...Object.entries(value).map(([part, text]) => [`${at}.Value.${part}`, text]),
  ],
};

/** `input` as a form of the Query protocol. */
export function form(action, version, input) {
  const fields = new URLSearchParams({ Action: action, Version: version });
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && value !== null) {
      pairs(name, value).forEach(([key, text]) => fields.append(key, text));
    }
  }
  return fields;
}

function pairs(name, value) {
  if (MAPS[name]) {
    return Object.entries(value).flatMap(([key, one], i) =>
      MAPS[name](`${name}.entry.${i + 1}`, key, one),
    );
  }
  if (Array.isArray(value)) {
    return value.flatMap((one, i) => pairs(`${name}.member.${i + 1}`, one));
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([part, one]) => pairs(`${name}.${part}`, one));
  }
  return [[name, String(value)]];
}

/** The root of the document that `text` is, or null. */
export function read(text) {
  const root = new DOMParser().parseFromString(text, 'application/xml').documentElement;
  return root.nodeName === 'parsererror' || root.querySelector('parsererror') ? null : root;
}

/** What `element` says: a text, a list, a map or an object of such. */
export function value(element) {
  const children = [...element.children];
  if (children.length === 0) {
    return element.textContent;
  }
  if (children.every((child) => child.nodeName === 'member')) {
    return children.map(value);
  }
  if (children.every((child) => child.nodeName === 'entry')) {
    return Object.fromEntries(
      children.map((entry) => [...entry.children].map(value)).map(([key, one]) => [key, one]),
    );
  }
  return Object.fromEntries(children.map((child) => [child.nodeName, value(child)]));
}

/** A list that may be empty, which XML does not tell from a text. */
export const list = (given) => (Array.isArray(given) ? given : []);

/** A map that may be empty, which XML does not tell from a text. */
export const map = (given) => (given && typeof given === 'object' ? given : {});
