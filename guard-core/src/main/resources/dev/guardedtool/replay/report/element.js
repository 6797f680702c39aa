/* The only way anything gets into the page: elements are made one by one, and texts become text nodes. */

const byId = (id) => document.getElementById(id);

/** An element with those attributes; null and false leave an attribute out, functions listen to the event so named. */
function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === 'function') {
      element.addEventListener(key, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

let ids = 0;

function labelled(text, control) {
  control.id = 'c' + ++ids;
  return el('div', { class: 'control' }, el('label', { for: control.id }, text), control);
}

/** A group of radio buttons. */
function choice(legend, options, chosen, change) {
  const name = 'g' + ++ids;
  return el('fieldset', { class: 'choice' }, el('legend', {}, legend),
    options.map(([value, text]) => {
      const id = 'c' + ++ids;
      return [
        el('input', { type: 'radio', id, name, value, checked: value === chosen, change: () => change(value) }),
        el('label', { for: id }, text),
      ];
    }));
}

const count = (number) => number.toLocaleString('en-US');

const signed = (number) => (number > 0 ? '+' : number < 0 ? '\u2212' : '\u00b1') + count(Math.abs(number));

function percent(share) {
  const value = 100 * share;
  if (value === 0 || value >= 0.005) {
    return (value === 0 ? '0' : value < 10 ? value.toFixed(2) : value.toFixed(1)) + '\u00a0%';
  }
  return '<\u00a00.01\u00a0%';
}
