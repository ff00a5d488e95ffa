// Numbers, times and texts as people read them.

const WHOLE = new Intl.NumberFormat('en');
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const RATE = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const UNITS = [
  [86400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
];

export const known = (value) => value !== undefined && value !== null && value !== '';

export const count = (value) => (known(value) ? WHOLE.format(Number(value)) : '–');

export const shortCount = (value) => {
  const number = Number(value);
  return !known(value) ? '–' : number < 100000 ? WHOLE.format(number) : SHORT.format(number);
};

export const rate = (value) => {
  if (!known(value)) {
    return '–';
  }
  return value === 0 ? '0' : value >= 100000 ? SHORT.format(value) : RATE.format(value);
};

/** A length of time in its two largest units, or in as many as `most`. */
export function duration(seconds, most = 2) {
  if (!known(seconds)) {
    return '–';
  }
  let left = Math.max(0, Math.round(Number(seconds)));
  const parts = [];
  for (const [size, unit] of UNITS) {
    if (left >= size && parts.length < most) {
      parts.push(`${Math.floor(left / size)} ${unit}`);
      left %= size;
    }
  }
  return parts.join(' ') || '0 s';
}

/** A moment that is given in milliseconds since 1970, or in words. */
export function moment(value) {
  if (!known(value)) {
    return '–';
  }
  const date = new Date(/^\d+$/.test(String(value)) ? Number(value) : value);
  return Number.isNaN(date.getTime())
    ? String(value)
    : date.toLocaleString('sv').replace('T', ' ');
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;
const DEEPEST = 100;

/**
 * JSON with indents; what is none, or nested too deep to be read, stays as it is. Only the space
 * between tokens changes: numbers, texts, the order of keys and those that occur twice do not.
 */
export function pretty(text) {
  if (!isStructure(text)) {
    return text;
  }
  let indented = '';
  let depth = 0;
  let before = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const opens = before === '{' || before === '[';
    const closes = token === '}' || token === ']';
    depth -= closes ? 1 : 0;
    if (before === ',' || (opens && !closes) || (closes && !opens)) {
      indented += `\n${'  '.repeat(depth)}`;
    }
    indented += token === ':' ? ': ' : token;
    depth += token === '{' || token === '[' ? 1 : 0;
    if (depth > DEEPEST) {
      return text;
    }
    before = token;
  }
  return indented;
}

function isStructure(text) {
  try {
    const read = JSON.parse(text);
    return typeof read === 'object' && read !== null;
  } catch {
    return false;
  }
}

/** The last part of an ARN. */
export const nameOfArn = (arn) => String(arn ?? '').split(':').pop();

/** An endpoint in short: the last part of an ARN, or all of it. */
export const endpoint = (text) => (String(text).startsWith('arn:') ? nameOfArn(text) : text);
