/* One intervention: what was decided, what the agent really got, and what led up to it. */

const LONG = 700;

const TEXT_OF_ASSISTANT = 'text of the assistant';

const plain = (id) => data.texts[id][0];

const toolName = (id) => plain(id) === '' ? TEXT_OF_ASSISTANT : plain(id);

function configuration(c) {
  return el('bdi', { class: 'configuration c' + c }, visible(data.configurations[c]));
}

/** A recorded text in a frame of its own; long ones are folded. */
function block(id, parts) {
  const [text, length] = data.texts[id];
  if (text === '') {
    return el('p', { class: 'none' }, 'empty');
  }
  const nodes = parts
    ? parts.map(([part, same]) => same ? visible(part) : el('mark', {}, visible(part))).flat()
    : visible(readable(text));
  const shown = el('pre', {}, nodes);
  const cut = length > text.length
    ? el('p', { class: 'cut' }, 'cut after ' + count(text.length) + ' of ' + count(length) + ' characters') : null;
  return el('div', { class: 'block' }, shown, cut);
}

function folding(id) {
  const whole = block(id);
  const pre = whole.querySelector('pre');
  if (!pre || (pre.textContent.length < LONG && pre.textContent.split('\n').length <= 8)) {
    return whole;
  }
  pre.classList.add('folded');
  const more = el('button', { type: 'button', class: 'more', 'aria-expanded': 'false', click: () => {
    const folded = pre.classList.toggle('folded');
    more.setAttribute('aria-expanded', String(!folded));
    more.textContent = folded ? 'Show all' : 'Show less';
  } }, 'Show all');
  whole.append(more);
  return whole;
}

const made = (item) => item.decisions.filter((decision) => decision !== null);

const moment = (item, at) => item.moments.find((one) => one.at === at);

const isResult = (one) => one && (one.kind === 'ok' || one.kind === 'failed');

const resultOf = (item, at) => isResult(moment(item, at + 1)) ? moment(item, at + 1) : null;

function outcome(result) {
  return result.kind === 'ok' ? 'ok' : ['failed', result.name === undefined ? '' : ': ', result.name === undefined ? '' : named(plain(result.name))].flat();
}

function decisionLine(decision) {
  return el('p', { class: 'decision' },
    el('span', { class: 'type' }, decision.decision), ' ', named(plain(decision.reason), 'reason'),
    decision.harmful ? el('span', { class: 'mark harmed' }, 'harmful') : null,
    decision.suppressed ? el('span', { class: 'mark suppressed' }, 'suppressed write') : null);
}

const TEXT_WOULD = {
  escalate: 'The matter would have been handed over to a person.',
  finalize: 'The text would have been taken as the outcome of the run.',
};

const CALL_WOULD = {
  hold: 'The call would have waited for a person',
  escalate: 'The call would not have run, and the matter would have been handed over to a person',
};

function explanation(item, decision) {
  const result = resultOf(item, item.event);
  if (plain(item.tool) === '') {
    return TEXT_WOULD[decision.decision] || 'The text would not have gone out as it is.';
  }
  if (decision.decision === 'cache') {
    const said = decision.servedFrom === undefined
      ? 'The agent would have been given an answer that is not part of this recording'
      : 'The agent would have been given the result of event ' + decision.servedFrom + ' again';
    return said + (result === null ? '; what it really got was not recorded, so this counts neither way.'
      : decision.harmful ? '; it really got another answer.' : '; it really got the same.');
  }
  return (CALL_WOULD[decision.decision] || 'The call would not have run') + (result === null ? '; what came of it was not recorded, so this counts neither way.'
    : decision.harmful ? '; it really succeeded, with an answer that the agent did not have.'
      : result.kind === 'ok' ? '; it really succeeded, but with an answer that the agent had already.'
        : '; it really failed.');
}

function ruling(item) {
  if (data.configurations.length === 1) {
    const decision = item.decisions[0];
    return el('div', { class: 'ruling' }, decisionLine(decision), el('p', {}, explanation(item, decision)));
  }
  return el('div', { class: 'ruling two' }, item.decisions.map((decision, c) => el('div', {},
    el('h4', {}, configuration(c)),
    decision === null
      ? el('p', { class: 'none' }, 'lets it pass')
      : [decisionLine(decision), el('p', {}, explanation(item, decision))])));
}

/** The answers to hold against each other. */
function answers(item) {
  const real = resultOf(item, item.event);
  const served = [...new Set(made(item).map((one) => one.servedFrom).filter((at) => at !== undefined))];
  const earlier = (served.length > 0 ? served : item.repeated === undefined ? [] : [item.repeated])
    .map((at) => [at, moment(item, at)]).filter(([at, one]) => one !== undefined);
  const alike = real !== null && earlier.every(([at, one]) => one.text === real.text && one.kind === real.kind);
  const differ = made(item).some((decision) => decision.harmful && decision.servedFrom !== undefined);
  if (earlier.length === 1 && alike && !differ) {
    const at = earlier[0][0];
    return [
      el('h4', {}, 'What the agent really got: event ' + real.at + ', ', outcome(real), ', the same as '
        + (served.includes(at) ? 'from memory' : 'the last answer to the same call') + ', event ' + at),
      block(real.text),
    ];
  }
  const panels = earlier.map(([at, one]) => el('div', { class: 'answer' },
    el('h4', {}, served.includes(at) ? 'From memory: ' : 'The last answer to the same call: ', 'event ' + at + ', ', outcome(one)),
    block(one.text, real && one.text !== real.text ? changes(readable(plain(one.text)), readable(plain(real.text)))[0] : null)));
  if (real === null) {
    panels.push(el('div', { class: 'answer' }, el('h4', {}, 'What the agent really got'), el('p', { class: 'none' }, 'not recorded')));
  } else {
    const other = earlier.length > 0 ? earlier[earlier.length - 1][1] : null;
    panels.push(el('div', { class: 'answer' },
      el('h4', {}, 'What the agent really got: event ' + real.at + ', ', outcome(real)),
      block(real.text, other && other.text !== real.text ? changes(readable(plain(other.text)), readable(plain(real.text)))[1] : null)));
  }
  return [el('div', { class: 'answers' }, panels),
    alike && differ ? el('p', { class: 'aside' }, 'They differ in what is cut off here.') : null];
}

const KINDS = { user: 'user', assistant: 'assistant', call: 'call', ok: 'result', failed: 'failed' };

function timeline(item) {
  const before = item.moments.filter((one) => one.at < item.event);
  const served = made(item).map((one) => one.servedFrom);
  const entries = [];
  let expected = 0;
  for (const one of before) {
    if (one.at > expected) {
      entries.push(el('li', { class: 'gap' }, one.at - expected === 1 ? 'event ' + expected + ' left out'
        : 'events ' + expected + ' to ' + (one.at - 1) + ' left out'));
    }
    expected = one.at + 1;
    entries.push(el('li', { class: one.kind },
      el('span', { class: 'at' }, one.at),
      el('div', { class: 'what' },
        el('p', { class: 'kind' }, KINDS[one.kind],
          one.name === undefined ? null : [' ', named(plain(one.name), one.kind === 'call' ? 'tool' : 'error')],
          served.includes(one.at) ? el('span', { class: 'mark' }, 'given again') : null,
          one.at === item.repeated && !served.includes(one.at) ? el('span', { class: 'mark' }, 'last answer to the same call') : null),
        folding(one.text))));
  }
  return el('ol', { class: 'timeline' }, entries);
}

function facts(item) {
  return el('dl', { class: 'facts' }, [
    ['Dataset', named(plain(item.dataset))],
    ['Ended', el('span', { class: 'verdict ' + VERDICTS[item.verdict] }, VERDICTS[item.verdict])],
    ['Event', item.event + ' (the last is ' + (item.events - 1) + ')'],
    ['Model', item.model === undefined ? 'unknown' : named(plain(item.model))],
    ['Run', named(plain(item.run), 'run')],
  ].map(([term, text]) => el('div', {}, el('dt', {}, term), el('dd', {}, text))));
}

function exhibit(item) {
  const subject = moment(item, item.event);
  const call = plain(item.tool) !== '';
  return [
    el('h3', {}, named(toolName(item.tool), call ? 'tool' : '')),
    facts(item),
    ruling(item),
    el('h4', {}, call ? 'Arguments' : 'Text'),
    subject === undefined ? el('p', { class: 'none' }, 'empty') : block(subject.text),
    call ? answers(item) : null,
    el('h4', {}, 'Before'),
    item.moments.some((one) => one.at < item.event) ? timeline(item) : el('p', { class: 'none' }, 'Nothing happened before.'),
  ];
}
