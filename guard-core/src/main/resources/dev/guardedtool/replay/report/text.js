/* Recorded texts: what cannot be seen is named, and JSON is laid out without changing a character of its values. */

/** Control and format characters, halves of surrogate pairs, separators of lines: whatever shows as nothing or misleads. */
const HIDDEN = /(?:(?![\t\n\r])[\p{C}\p{Zl}\p{Zp}\u{e0100}-\u{e01ef}])+/gu;

const NAMED = 3;

const code = (character) => 'U+' + character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');

function codes(hidden) {
  const characters = Array.from(hidden);
  const more = characters.length > NAMED ? ' +' + (characters.length - NAMED) : '';
  return characters.slice(0, NAMED).map(code).join(' ') + more;
}

/** The text where there can be nothing but text. */
const spelled = (text) => text.replace(HIDDEN, (hidden) => '[' + codes(hidden) + ']');

/** The text as nodes. */
function visible(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    nodes.push(text.slice(from, match.index), el('span', { class: 'hidden' }, codes(match[0])));
    from = match.index + match[0].length;
  }
  nodes.push(text.slice(from));
  return nodes;
}

/** A name within a line; keeps the direction of its letters to itself. */
const named = (text, kind) => el('bdi', { class: kind }, visible(text));

/** A name that may break where its parts meet. */
const breaking = (text) => text.split(/(?<=[_/.:-])(?=[^_/.:-])/).map((part, i) => [i > 0 ? el('wbr') : null, visible(part)]);

const TOKEN = /\s+|"(?:[^"\\]|\\[^])*(?:"|$)|[{}[\],:]|(?:-?\d[\d.eE+-]*|true|false|null)|[a-z]{1,4}$/y;

const WIDTH = 84;

/** The JSON as a tree of tokens, or null if it is no object and no array. It may break off anywhere. */
function tree(text) {
  const root = { parts: [] };
  const open = [root];
  let value = true;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) {
      return null;
    }
    const token = match[0];
    const top = open[open.length - 1];
    if (!token.trim()) {
      continue;
    }
    if (token === '}' || token === ']') {
      if (open.length === 1 || top.open !== (token === '}' ? '{' : '[')) {
        return null;
      }
      top.close = token;
      open.pop();
      value = false;
    } else if (token === ',' || token === ':') {
      if (value || top === root) {
        return null;
      }
      top.parts.push(token);
      value = true;
    } else if (!value || (top === root && token !== '{' && token !== '[')) {
      return null;
    } else if (token === '{' || token === '[') {
      const node = { open: token, parts: [], close: '' };
      top.parts.push(node);
      open.push(node);
    } else {
      top.parts.push(token);
      value = false;
    }
  }
  return root.parts.length === 1 ? root.parts[0] : null;
}

function flat(node) {
  if (typeof node === 'string') {
    return node === ',' || node === ':' ? node + ' ' : node;
  }
  if (node.flat === undefined) {
    node.flat = node.open + node.parts.map(flat).join('') + node.close;
  }
  return node.flat;
}

function layOut(node, indent, lines) {
  if (typeof node === 'string' || flat(node).length + indent.length <= WIDTH || node.parts.length === 0) {
    lines.push(flat(node));
    return;
  }
  const inner = indent + '  ';
  lines.push(node.open, '\n', inner);
  for (const part of node.parts) {
    if (part === ',') {
      lines.push(',\n', inner);
    } else {
      layOut(part, inner, lines);
    }
  }
  if (node.close) {
    lines.push('\n', indent, node.close);
  }
}

/** The text as it is best read. */
function readable(text) {
  const json = /^\s*[{[]/.test(text) ? tree(text) : null;
  if (json === null) {
    return text;
  }
  const lines = [];
  layOut(json, '', lines);
  return lines.join('');
}
