/* Figures by rule, tool and dataset: sorted by any column, for all runs or those that ended in one way. */

const FEW = 12;

/** Where figures are in their array. */
const RUNS = [0, 1, 2];
const DECISIONS = [3, 4, 5];

/** What the tables have in common: -1 stands for all verdicts; the unit only matters between two configurations. */
const selection = { verdict: -1, unit: 'runs' };

const figure = (row, c, index) => selection.verdict < 0
  ? VERDICTS.reduce((sum, verdict, i) => sum + row.figures[c][i][index], 0)
  : row.figures[c][selection.verdict][index];

/** A table with those columns of names and those kinds of figures; redraws itself when told to. */
class FigureTable {
  constructor(target, { caption, rows, of, names, kinds, whole, total, keepEmpty }) {
    Object.assign(this, { target, caption, rows, of, names, kinds, whole, total, keepEmpty });
    this.compares = rows.length > 0 && rows[0].figures.length > 1;
    this.sort = null;
    this.all = false;
  }

  /** Columns of figures: what to read off a row, and below which heading. */
  columns() {
    if (!this.compares) {
      return [RUNS, DECISIONS].flatMap((unit) => this.kinds.map((kind, k) => ({
        group: unit === RUNS ? 'Runs' : 'Decisions',
        title: kind[unit === RUNS ? 0 : 1],
        value: (row) => figure(row, 0, unit[k]),
        total: (c) => this.total && this.total(0, unit[k]),
        runs: unit === RUNS,
        kind: k,
      })));
    }
    const index = selection.unit === 'decisions' ? DECISIONS : RUNS;
    const difference = (value) => value(1) - value(0);
    return this.kinds.flatMap((kind, k) => [0, 1, 2].map((c) => ({
      group: kind[selection.unit === 'decisions' ? 1 : 0],
      title: c < 2 ? configuration(c) : 'difference',
      value: (row) => c < 2 ? figure(row, c, index[k]) : difference((side) => figure(row, side, index[k])),
      total: () => this.total && (c < 2 ? this.total(c, index[k]) : difference((side) => this.total(side, index[k]))),
      difference: c === 2,
      kind: k,
    })));
  }

  draw() {
    const columns = this.columns();
    const rows = this.rows.filter((row) => this.keepEmpty || columns.some((column) => column.value(row) !== 0));
    this.arrange(rows, columns);
    const shown = this.all ? rows : rows.slice(0, FEW);
    if (rows.length === 0) {
      fill(this.target, el('p', { class: 'none' }, 'None.'));
      return;
    }
    fill(this.target,
      el('table', { class: 'breakdown' }, el('caption', { class: 'unseen' }, this.caption), this.head(columns),
        el('tbody', {}, shown.map((row) => el('tr', {},
          this.names.map((name, n) => el(n === 0 ? 'th' : 'td', { scope: n === 0 ? 'row' : null, class: name.kind }, name.cell(row))),
          columns.map((column, c) => this.cell(columns, c, column.value(row), this.whole && this.whole(row)))))),
        this.total ? el('tfoot', {}, el('tr', {}, el('th', { scope: 'row', colspan: this.names.length }, 'All'),
          columns.map((column, c) => this.cell(columns, c, column.total(), this.whole && this.whole(data.all))))) : null),
      rows.length > FEW
        ? el('button', { type: 'button', class: 'more', click: () => { this.all = !this.all; this.draw(); } },
          this.all ? 'Show the first ' + FEW : 'Show all ' + count(rows.length))
        : null,
      this.of > this.rows.length
        ? el('p', { class: 'aside' }, 'The ' + count(this.rows.length) + ' most frequent of ' + count(this.of) + '.') : null);
  }

  /** By the first figure, or by how much it differs, unless somebody wants it otherwise. */
  sorted() {
    return this.sort || { column: this.names.length + (this.compares ? 2 : 0), descending: true };
  }

  arrange(rows, columns) {
    const by = this.sorted();
    const name = this.names[by.column];
    const column = columns[by.column - this.names.length];
    const value = name ? name.value : column.difference ? (row) => Math.abs(column.value(row)) : column.value;
    const order = (a, b) => typeof a === 'number' ? a - b : a < b ? -1 : a > b ? 1 : 0;
    rows.sort((a, b) => (by.descending ? -1 : 1) * order(value(a), value(b)) || order(this.names[0].value(a), this.names[0].value(b)));
  }

  head(columns) {
    const groups = [];
    for (const column of columns) {
      const last = groups[groups.length - 1];
      if (last && last.title === column.group) {
        last.span++;
      } else {
        groups.push({ title: column.group, span: 1 });
      }
    }
    return el('thead', {},
      el('tr', { class: 'groups' }, el('td', { colspan: this.names.length }),
        groups.map((group) => el('th', { scope: 'colgroup', colspan: group.span, class: 'edge' }, el('span', {}, group.title)))),
      el('tr', {}, this.names.map((name, n) => this.heading(n, name.title, name.kind)),
        columns.map((column, c) => this.heading(this.names.length + c, column.title, 'number' + this.edge(columns, c)))));
  }

  /** Groups of columns are told apart by room. */
  edge(columns, c) {
    return c === 0 || columns[c].group !== columns[c - 1].group ? ' edge' : '';
  }

  heading(column, title, kind) {
    const by = this.sorted();
    const sorted = by.column === column;
    return el('th', { scope: 'col', class: kind, 'aria-sort': sorted ? (by.descending ? 'descending' : 'ascending') : null },
      el('button', { type: 'button', click: () => this.sortBy(column, sorted ? !by.descending : column >= this.names.length) }, title));
  }

  sortBy(column, descending) {
    this.sort = { column, descending };
    this.draw();
    this.target.querySelectorAll('thead tr:last-child button')[column].focus();
  }

  cell(columns, c, value, whole) {
    const column = columns[c];
    const kind = ['touched', 'harmed', 'suppressed'][column.kind];
    const share = selection.unit === 'share' && whole;
    const text = value === 0 ? '0' : column.difference ? (share ? points(value / whole) : signed(value))
      : share ? percent(value / whole) : count(value);
    return el('td', { class: 'number ' + (value === 0 ? 'zero' : column.difference ? 'difference' : kind) + this.edge(columns, c) }, text,
      column.runs && whole ? el('span', { class: 'share' }, value === 0 ? '' : percent(value / whole)) : null);
  }
}
