/* The figures at the top, for one configuration or two. */

const VERDICTS = ['successful', 'failed', 'unjudged'];

const MEASURES = [
  ['touched', 'Touched', 'At least one call or text would have been answered with anything but allow.'],
  ['harmed', 'Harmed', 'A refusal would have kept back an answer the agent did not have yet, or an answer from memory differs from the recorded one.'],
  ['suppressed', 'Suppressed write', 'A call of a declared write that succeeded in the recording would not have run.'],
];

/** The next length of a bar's scale that holds that share. */
function scaleFor(share) {
  return [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((step) => share <= step) || 1;
}

function bar(share, scale, kind) {
  const fill = el('span', { class: 'fill ' + kind });
  fill.style.width = (100 * share / scale) + '%';
  return el('span', { class: 'bar', 'aria-hidden': 'true' }, fill);
}

function headline(data) {
  const { all, configurations } = data;
  const shown = VERDICTS.map((verdict, i) => i).filter((i) => i < 2 || all.judged[i] > 0);
  const share = (figures, verdict, measure) =>
    all.judged[verdict] === 0 ? 0 : figures[verdict][measure] / all.judged[verdict];
  const scale = scaleFor(Math.max(...all.figures.flatMap((figures) =>
    shown.flatMap((verdict) => MEASURES.map((measure, m) => share(figures, verdict, m))))));

  const head = el('thead', {}, el('tr', {},
    el('th', { scope: 'col', colspan: configurations.length > 1 ? 2 : 1 }, el('span', { class: 'unseen' }, 'Measure')),
    shown.map((verdict) => el('th', { scope: 'colgroup', colspan: verdict < 2 ? 3 : 2 },
      VERDICTS[verdict][0].toUpperCase() + VERDICTS[verdict].slice(1) + ' runs ',
      el('span', { class: 'total' }, count(all.judged[verdict]))))));

  const bodies = MEASURES.map(([kind, title, meaning], m) => {
    const rows = all.figures.map((figures, c) => el('tr', {},
      configurations.length > 1 ? el('th', { scope: 'row', class: 'configuration' }, configuration(c)) : null,
      shown.map((verdict) => [
        el('td', { class: 'number' }, count(figures[verdict][m])),
        el('td', { class: 'number share' }, percent(share(figures, verdict, m))),
        verdict < 2 ? el('td', { class: 'bars' }, bar(share(figures, verdict, m), scale, kind)) : null,
      ])));
    if (configurations.length > 1) {
      const [a, b] = all.figures;
      rows.push(el('tr', { class: 'difference' }, el('th', { scope: 'row' }, 'Difference'),
        shown.map((verdict) => [
          el('td', { class: 'number' }, signed(b[verdict][m] - a[verdict][m])),
          el('td', { class: 'number share' }, points(share(b, verdict, m) - share(a, verdict, m))),
          verdict < 2 ? el('td', {}) : null,
        ])));
    }
    rows[0].prepend(el('th', { scope: 'rowgroup', rowspan: rows.length, class: 'measure' },
      el('span', { class: 'title' }, title), el('span', { class: 'meaning' }, meaning)));
    return el('tbody', {}, rows);
  });

  fill(byId('headline'), el('table', { class: 'headline' },
    el('caption', { class: 'unseen' }, 'Runs touched, harmed and with suppressed writes'), head, bodies));
  fill(byId('scale'), 'A full bar is ' + percent(scale).replace(/\.?0+(?=\u00a0%)/, '') + ' of the runs that ended that way.');
}

function points(difference) {
  const value = 100 * difference;
  return (value > 0 ? '+' : value < 0 ? '\u2212' : '\u00b1') + Math.abs(value).toFixed(2) + '\u00a0pp';
}

function subject(data) {
  const { all, configurations, datasets } = data;
  fill(byId('subject'), 'What the guard would have done in ', el('b', {}, count(all.runs)), ' recorded runs with ',
    el('b', {}, count(all.calls)), ' tool calls from ' + count(datasets.of) + (datasets.of === 1 ? ' dataset' : ' datasets'),
    ', ', configurations.length > 1
      ? ['under the configurations ', configuration(0), ' and ', configuration(1)]
      : ['under the configuration ', configuration(0)],
    '. ', all.withoutCalls > 0 ? count(all.withoutCalls) + ' runs called no tool and count nowhere below.' : '');
  document.title = 'Replay report: ' + spelled(configurations.join(' and '));
  if (data.note !== null) {
    byId('note').hidden = false;
    fill(byId('note'), visible(data.note));
  }
}

function differenceTable(data, steps, pick) {
  const shown = VERDICTS.map((verdict, i) => i).filter((i) => i < 2 || data.all.judged[i] > 0);
  fill(byId('differences'), el('table', { class: 'breakdown narrow' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Runs'),
      shown.map((i) => el('th', { scope: 'col', class: 'number' }, VERDICTS[i])))),
    el('tbody', {}, Object.entries(steps).map(([key, text]) => el('tr', {},
      el('th', { scope: 'row' }, key === 'none' ? text() : el('button', { type: 'button', class: 'plain', click: () => pick(key) }, text())),
      shown.map((i) => el('td', { class: 'number' + (data.differences[key][i] === 0 ? ' zero' : '') }, count(data.differences[key][i]))))))));
}
