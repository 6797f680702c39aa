/* Puts the page's parts into their places. */

const data = JSON.parse(byId('data').textContent);

data.texts = data.texts.map((text) => typeof text === 'string' ? [text, text.length] : text);

const compares = data.configurations.length > 1;

let lowered = null;

/** The numbers of the texts that hold that, capital or not. */
function matching(query) {
  lowered = lowered || data.texts.map(([text]) => text.toLowerCase());
  const found = new Set();
  lowered.forEach((text, id) => text.includes(query) && found.add(id));
  return found;
}

const ruleOf = (decision) => decision.decision + ' ' + decision.reason;

const ruleText = (rule) => {
  const [decision, reason] = rule.split(' ');
  return plain(reason) + ': ' + decision;
};

const textsOf = (item) => [item.dataset, item.run, item.model, item.tool, ...made(item).map((decision) => decision.reason),
  ...item.moments.flatMap((one) => [one.text, one.name])];

const verdictFilter = {
  key: 'verdict', label: 'Run ended',
  options: (items) => options(items, (item) => [item.verdict], (verdict) => VERDICTS[verdict]),
  test: (item, value) => item.verdict === Number(value),
};

const datasetFilter = {
  key: 'dataset', label: 'Dataset',
  options: (items) => options(items, (item) => [item.dataset], plain),
  test: (item, value) => item.dataset === Number(value),
};

function sideOf(item) {
  const [a, b] = item.decisions;
  return a === null ? 'second' : b === null ? 'first' : ruleOf(a) === ruleOf(b) ? 'alike' : 'both';
}

const SIDES = () => ({ first: 'only ' + data.configurations[0], second: 'only ' + data.configurations[1],
  both: 'both, differently', alike: 'both alike' });

const STEPS = {
  first: () => ['Only ', configuration(0), ' steps in'],
  second: () => ['Only ', configuration(1), ' steps in'],
  both: () => 'Both step in, differently',
  none: () => 'Decided alike',
};

const sideFilter = {
  key: 'side', label: 'Steps in',
  options: (items) => options(items, (item) => [item.difference || sideOf(item)], (side) => SIDES()[side]),
  test: (item, value) => (item.difference || sideOf(item)) === value,
};

const harmed = (item) => made(item).some((decision) => decision.harmful);

const suppresses = (item) => made(item).some((decision) => decision.suppressed);

function listRow(item, title, kind) {
  return [
    el('span', { class: 'name' }, title),
    el('span', { class: 'marks' },
      harmed(item) ? el('span', { class: 'mark harmed' }, 'harmful') : null,
      suppresses(item) ? [' ', el('span', { class: 'mark suppressed' }, 'write')] : null),
    el('span', { class: 'under' }, breaking(kind), ' \u00b7 ', breaking(plain(item.dataset)), ' \u00b7 ', VERDICTS[item.verdict]),
  ];
}

const interventions = new Viewer(byId('interventions'), {
  items: data.interventions.items,
  of: data.interventions.of,
  noun: 'Interventions',
  filters: [
    {
      key: 'rule', label: 'Rule',
      options: (items) => options(items, (item) => made(item).map(ruleOf), ruleText),
      test: (item, value) => made(item).some((decision) => ruleOf(decision) === value),
    },
    {
      key: 'tool', label: 'Tool',
      options: (items) => options(items, (item) => [item.tool], toolName),
      test: (item, value) => item.tool === Number(value),
    },
    datasetFilter,
    verdictFilter,
    ...(compares ? [sideFilter] : []),
    { key: 'harmful', label: 'Harmful only', test: harmed },
    { key: 'suppressed', label: 'Suppressed writes only', test: suppresses },
  ],
  texts: textsOf,
  row: (item) => listRow(item, breaking(toolName(item.tool)), [...new Set(made(item).map((decision) => plain(decision.reason)))].join(', ')),
  detail: exhibit,
});

const viewers = [interventions];

function differentRun(run) {
  const first = run.first;
  const kept = (event) => data.interventions.items.find((item) => item.event === event && item.run === first.run && item.dataset === first.dataset);
  const said = (decision) => decision === null ? el('span', { class: 'zero' }, 'lets it pass') : decisionLine(decision);
  const rows = run.rulings.map((one) => el('tr', { class: sideOf(one) === 'alike' ? 'alike' : null },
    el('td', { class: 'number' }, one.event),
    el('th', { scope: 'row' }, kept(one.event)
      ? el('button', { type: 'button', class: 'plain', click: () => interventions.open(kept(one.event)) }, visible(toolName(one.tool)))
      : visible(toolName(one.tool))),
    one.decisions.map((decision) => el('td', {}, said(decision)))));
  return [
    el('h3', {}, STEPS[run.difference]()),
    el('div', { class: 'wide' }, el('table', { class: 'breakdown rulings' },
      el('caption', { class: 'unseen' }, 'Where somebody steps in'),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col', class: 'number' }, 'Event'), el('th', { scope: 'col' }, 'Tool'),
        el('th', { scope: 'col' }, configuration(0)), el('th', { scope: 'col' }, configuration(1)))),
      el('tbody', {}, rows))),
    run.more > 0 ? el('p', { class: 'aside' }, count(run.more) + ' more follow.') : null,
    el('p', { class: 'aside' }, 'Where they part first:'),
    exhibit(first),
  ];
}

if (compares) {
  viewers.push(new Viewer(byId('different'), {
    items: data.differentRuns.items.map((run) => ({ ...run, verdict: run.first.verdict, dataset: run.first.dataset,
      decisions: run.rulings.flatMap((one) => one.decisions) })),
    of: data.differentRuns.of,
    noun: 'Runs decided differently',
    filters: [sideFilter, datasetFilter, verdictFilter, { key: 'harmful', label: 'Harmed only', test: harmed }],
    texts: (run) => [...textsOf(run.first), ...run.rulings.map((one) => one.tool), ...made(run).map((decision) => decision.reason)],
    row: (run) => listRow(run, breaking(plain(run.first.run)), SIDES()[run.difference]),
    detail: differentRun,
  }));
  differenceTable(data, STEPS, (side) => viewers[1].only('side', side));
} else {
  document.querySelectorAll('[data-compare]').forEach((element) => element.remove());
}

subject(data);
headline(data);

const pick = (key, value, text) => el('button', { type: 'button', class: 'plain', click: () => interventions.only(key, value) }, breaking(text));

const KINDS_OF_FIGURES = [['touched', 'interventions'], ['harmed', 'harmful'], ['with suppressed writes', 'suppressed writes']];

const total = (c, index) => index < 3
  ? figure(data.all, c, index)
  : data.rules.rows.reduce((sum, row) => sum + figure(row, c, index), 0);

const judged = (counts) => selection.verdict < 0 ? counts.judged.reduce((sum, runs) => sum + runs) : counts.judged[selection.verdict];

const tables = [
  new FigureTable(byId('rules-table'), {
    caption: 'By rule', ...data.rules, kinds: KINDS_OF_FIGURES, total, whole: () => judged(data.all),
    names: [
      { title: 'Reason', value: (row) => plain(row.reason), cell: (row) => pick('rule', ruleOf(row), plain(row.reason)) },
      { title: 'Decision', value: (row) => row.decision, cell: (row) => row.decision },
    ],
  }),
  new FigureTable(byId('tools-table'), {
    caption: 'By tool', ...data.tools, kinds: KINDS_OF_FIGURES, total, whole: () => judged(data.all),
    names: [{ title: 'Tool', value: (row) => toolName(row.tool), cell: (row) => pick('tool', row.tool, toolName(row.tool)) }],
  }),
  new FigureTable(byId('datasets-table'), {
    caption: 'By dataset', ...data.datasets, kinds: KINDS_OF_FIGURES, total, whole: judged, keepEmpty: true,
    names: [
      { title: 'Dataset', value: (row) => plain(row.dataset), cell: (row) => pick('dataset', row.dataset, plain(row.dataset)) },
      { title: 'Runs', value: judged, cell: (row) => count(judged(row)), kind: 'number' },
    ],
  }),
  new FigureTable(byId('warnings-table'), {
    caption: 'Warnings', ...data.warnings, kinds: [['runs', 'warnings']],
    names: [
      { title: 'Reason', value: (row) => plain(row.reason), cell: (row) => visible(plain(row.reason)) },
      { title: 'Tool', value: (row) => plain(row.tool), cell: (row) => visible(plain(row.tool)) },
    ],
  }),
];

const redraw = () => tables.forEach((table) => table.draw());

byId('breakdown-controls').append(
  choice('Runs', [['-1', 'all'], ...VERDICTS.map((verdict, i) => [String(i), verdict]).filter((option, i) => i < 2 || data.all.judged[i] > 0)], '-1',
    (value) => { selection.verdict = Number(value); redraw(); }),
  compares ? choice('Count', [['runs', 'runs'], ['share', 'share of runs'], ['decisions', 'decisions']], 'runs',
    (value) => { selection.unit = value; redraw(); }) : '');

redraw();

document.addEventListener('keydown', (event) => {
  const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  const typing = event.target instanceof Element && event.target.closest('input, select, textarea');
  if (step === 0 || typing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const middle = window.innerHeight / 2;
  const inView = viewers.find((viewer) => {
    const box = viewer.section.getBoundingClientRect();
    return box.top < middle && box.bottom > middle;
  });
  (inView || interventions).go(step);
  event.preventDefault();
});

document.body.classList.add('ready');
