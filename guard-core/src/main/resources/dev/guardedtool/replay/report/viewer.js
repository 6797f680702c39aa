/* Pages through a list: the list on one side, one item in full on the other, filters above. */

class Viewer {
  /**
   * Of the items, of so many in all. A filter has a key, a label, a test of item and value, and options; without options
   * it is a box to check. Texts are the numbers of what can be searched; row and detail make an item visible.
   */
  constructor(section, { items, of, noun, filters, texts, row, detail }) {
    Object.assign(this, { section, items, of, noun, filters, texts, row, detail });
    this.values = {};
    this.controls = {};
    this.query = '';
    this.shown = items;
    this.index = 0;
    this.current = null;
    this.build();
    this.filter();
  }

  build() {
    this.search = el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false',
      input: () => { this.query = this.search.value.trim().toLowerCase(); this.filter(); } });
    this.previous = el('button', { type: 'button', click: () => this.go(-1) }, 'Previous');
    this.next = el('button', { type: 'button', click: () => this.go(1) }, 'Next');
    this.reset = el('button', { type: 'button', class: 'plain', click: () => this.clear() }, 'Clear filters');
    this.position = el('p', { class: 'position', 'aria-live': 'polite' });
    this.list = el('ol', { class: 'list', 'aria-label': this.noun, keydown: (event) => this.walk(event) });
    this.entries = new Map(this.items.map((item) => [item, this.entry(item)]));
    this.panel = el('article', { class: 'detail' });
    this.pager = el('div', { class: 'pager' }, this.previous, this.next, this.position, this.reset,
      el('p', { class: 'keys' }, 'or the arrow keys ', el('kbd', {}, '\u2190'), ' ', el('kbd', {}, '\u2192')));
    this.section.append(
      el('p', { class: 'aside' }, this.howMany()),
      el('div', { class: 'controls' }, this.filters.map((filter) => this.control(filter)),
        labelled('Text', this.search)),
      el('div', { class: 'panes' },
        el('div', { class: 'pane' }, this.list),
        el('div', { class: 'pane' }, this.pager, this.panel)));
  }

  entry(item) {
    const open = () => {
      this.show(this.shown.indexOf(item));
      this.toTop();
    };
    return el('li', {}, el('button', { type: 'button', tabindex: -1, click: open }, this.row(item)));
  }

  howMany() {
    return this.items.length < this.of
      ? count(this.items.length) + ' of ' + count(this.of) + ' are kept here, spread evenly over what they happen for; the figures above count all.'
      : 'All ' + count(this.of) + ' are here.';
  }

  control(filter) {
    if (!filter.options) {
      const box = el('input', { type: 'checkbox', change: () => { this.values[filter.key] = box.checked; this.filter(); } });
      this.controls[filter.key] = box;
      box.id = 'c' + ++ids;
      return el('div', { class: 'control check' }, box, el('label', { for: box.id }, filter.label));
    }
    const options = filter.options(this.items);
    const select = el('select', { change: () => { this.values[filter.key] = select.value; this.filter(); } },
      el('option', { value: '' }, 'all'),
      options.map(([value, text, number]) => el('option', { value }, spelled(text) + ' (' + count(number) + ')')));
    this.controls[filter.key] = select;
    return labelled(filter.label, select);
  }

  clear() {
    this.values = {};
    this.query = this.search.value = '';
    for (const control of Object.values(this.controls)) {
      control.value = '';
      control.checked = false;
    }
    this.filter();
  }

  /** Shows those of one kind only. */
  only(key, value) {
    this.clear();
    const control = this.controls[key];
    control.value = value;
    this.values[key] = control.value;
    this.filter();
    this.section.scrollIntoView();
    this.section.focus({ preventScroll: true });
  }

  filter() {
    const current = this.shown[this.index];
    const found = this.query ? matching(this.query) : null;
    this.shown = this.items.filter((item) => this.filters.every((filter) => !this.values[filter.key] || filter.test(item, this.values[filter.key]))
      && (found === null || this.texts(item).some((text) => found.has(text))));
    this.index = Math.max(0, this.shown.indexOf(current));
    fill(this.list, this.shown.map((item) => this.entries.get(item)));
    this.reset.hidden = !this.query && Object.values(this.values).every((value) => !value);
    this.show(this.index);
  }

  /** Shows that item, if filters let it. */
  open(item) {
    if (!this.shown.includes(item)) {
      this.clear();
    }
    this.show(this.shown.indexOf(item));
    this.section.scrollIntoView();
  }

  go(step) {
    const index = this.index + step;
    if (index >= 0 && index < this.shown.length) {
      this.show(index);
      this.toTop();
    }
  }

  /** Brings the beginning of the item back where it was scrolled out at the top. */
  toTop() {
    if (this.panel.getBoundingClientRect().top < this.pager.getBoundingClientRect().bottom) {
      this.panel.scrollIntoView();
    }
  }

  /** Moves in the list. */
  walk(event) {
    const steps = { ArrowUp: -1, ArrowDown: 1, Home: -this.shown.length, End: this.shown.length, PageUp: -10, PageDown: 10 };
    const step = steps[event.key];
    if (step !== undefined && this.shown.length > 0) {
      this.go(Math.max(0, Math.min(this.shown.length - 1, this.index + step)) - this.index);
      this.current.focus();
      event.preventDefault();
    }
  }

  show(index) {
    if (this.current) {
      this.current.removeAttribute('aria-current');
      this.current.tabIndex = -1;
    }
    this.current = null;
    this.index = index;
    this.previous.disabled = index <= 0;
    this.next.disabled = index >= this.shown.length - 1;
    if (this.shown.length === 0) {
      fill(this.position, 'None of ' + count(this.items.length));
      fill(this.panel, el('p', { class: 'none' }, this.items.length === 0 ? 'There are none.' : 'None that the filters let through.'));
      return;
    }
    const entry = this.list.children[index];
    this.current = entry.firstChild;
    this.current.setAttribute('aria-current', 'true');
    this.current.tabIndex = 0;
    this.list.scrollTop = Math.min(entry.offsetTop, Math.max(this.list.scrollTop, entry.offsetTop + entry.offsetHeight - this.list.clientHeight));
    fill(this.position, el('b', {}, count(index + 1)), ' of ' + count(this.shown.length)
      + (this.shown.length < this.items.length ? ' filtered from ' + count(this.items.length) : ''));
    fill(this.panel, this.detail(this.shown[index]));
  }
}

/** How often each value occurs, as options of a select, the most frequent first. */
function options(items, values, text) {
  const counts = new Map();
  for (const item of items) {
    for (const value of new Set(values(item))) {
      counts.set(value, (counts.get(value) || 0) + 1);
    }
  }
  return Array.from(counts, ([value, number]) => [value, text(value), number])
    .sort((a, b) => b[2] - a[2] || (a[1] < b[1] ? -1 : 1));
}
