// One picture of a storyboard after the other, for a person who decides. Whatever is decided is sent at once, one thing after another; nothing is shown as kept that the server has not answered.
(() => {
  'use strict';
  const one = (what, within = document) => within.querySelector(what);
  const every = (what, within = document) => [...within.querySelectorAll(what)];
  const button = act => one(`[data-do="${act}"]`);
  const made = (kind, values = {}, ...parts) => {
    const element = document.createElement(kind);
    for (const [name, value] of Object.entries(values)) {
      if (name in element) element[name] = value; else element.setAttribute(name, value);
    }
    element.append(...parts);
    return element;
  };
  const clock = seconds => {
    const whole = Math.floor(seconds), two = value => String(value).padStart(2, '0');
    return whole < 3600 ? `${Math.floor(whole / 60)}:${two(whole % 60)}` : `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  };
  const certainty = sure => `${sure >= 0.95 ? 'very sure' : sure >= 0.8 ? 'fairly sure' : sure >= 0.5 ? 'not very sure' : 'unsure'} (${Math.min(99, Math.round(100 * sure))}%)`;
  const counted = (count, thing) => `${count} ${thing}${count === 1 ? '' : 's'}`;

  const STATES = {unreviewed: 'Not reviewed', approved: 'Approved', edited: 'Edited'};
  const DONE = {
    approve: 'approved', caption: 'caption kept', alt: 'alt text kept', redraw: 'redrawn', layout: 'laid out anew', restore: 'as it was first', merge: 'merged with the one before', split: 'split in two',
  };
  const NAMES = {approve: 'approve', caption: 'caption', alt: 'alt text', redraw: 'redraw', layout: 'other layout', restore: 'first picture again', merge: 'merge', split: 'split'};
  const KEYS = [
    ['A', 'approve', 'approve and next'], ['←', 'previous', 'previous picture'], ['→', 'next', 'next picture'], ['C', 'caption', 'write the caption'], ['T', 'alt', 'write the alt text'], ['R', 'redraw', 'redraw'],
    ['L', 'layout', 'other layout'], ['F', 'restore', 'first picture again'], ['M', 'merge', 'merge with previous'], ['P', 'play', 'play this passage'], ['U', 'undo', 'undo'], ['Y', 'redo', 'redo'],
  ];

  let story = null, at = 0, ended = false;
  const drafts = new Map();  // texts that are not kept yet, by picture and field
  const sound = one('#sound'), fields = {caption: one('#caption'), alt: one('#alt')};
  const here = () => story.panels[at];
  const numberOf = key => story.panels.findIndex(panel => panel.key === key);
  const say = words => { one('#status').textContent = words; };
  const complain = words => {
    one('#wrong p').textContent = words;
    one('#wrong').hidden = !words;
  };

  // What is shown.
  const show = () => {
    const panel = here(), last = story.panels.length - 1;
    const found = {previous: at > 0, next: at < last, merge: at > 0, restore: panel.turned, undo: Boolean(story.undo), redo: Boolean(story.redo)};
    for (const [act, possible] of Object.entries(found)) button(act).setAttribute('aria-disabled', String(!possible));
    button('undo').title = story.undo ? `Take back: ${NAMES[story.undo.do]}` : '';
    button('redo').title = story.redo ? `Bring back: ${NAMES[story.redo.do]}` : '';
    one('#title').textContent = story.title;
    document.title = `${story.title} · review`;
    one('#reviewed').textContent = `${story.reviewed} of ${story.panels.length} reviewed`;
    one('#progress').max = story.panels.length;
    one('#progress').value = story.reviewed;
    one('#notes').replaceChildren(...story.notes.concat(story.trouble || []).map(words => made('p', {className: 'note', textContent: words})));
    one('#picture').src = `/${panel.picture.replace('panels/', 'pictures/')}`;
    one('#picture').alt = panel.alt;
    one('#which').textContent = `Picture ${at + 1} of ${story.panels.length}`;
    one('#state').textContent = STATES[panel.status];
    one('#state').classList.toggle('done', panel.status !== 'unreviewed');
    one('#when').textContent = `${clock(panel.start_s)} to ${clock(panel.until_s)}`;
    one('#sure').textContent = panel.confidence === null ? 'How sure the listener was is not known.' : `The listener was ${certainty(panel.confidence)} of the least certain thing.`;
    one('#doubts').textContent = panel.doubts;
    one('#doubts').hidden = !panel.doubts;
    for (const name of Object.keys(fields)) fill(name, panel);
    showLines(panel);
    showCards();
    history.replaceState(null, '', `/#p${panel.key}`);
    const coming = story.panels[at + 1];
    if (coming) new Image().src = `/${coming.picture.replace('panels/', 'pictures/')}`;
  };
  const fill = (name, panel) => {
    const draft = drafts.get(`${panel.key} ${name}`), wanted = draft ?? panel[name];
    if (fields[name].value !== wanted) fields[name].value = wanted;
    fields[name].classList.toggle('draft', draft !== undefined);
  };
  const showLines = panel => {
    sound.pause();
    sound.hidden = !story.sound;
    button('play').hidden = !story.sound;
    const foreign = story.language && story.language !== 'en' ? {lang: story.language} : {};
    one('#lines').replaceChildren(...panel.lines.map(line => {
      const when = story.sound
        ? made('button', {type: 'button', 'aria-label': `${clock(line.start_s)}, play`, onclick: () => play(line.start_s, line.end_s)}, `▸ ${clock(line.start_s)}`)
        : made('span', {className: 'at soft'}, clock(line.start_s));
      const words = made('span', {}, made('span', {...foreign, dir: 'auto'}, line.text), ' ', line.confidence === null ? '' : made('small', {}, certainty(line.confidence)));
      const row = made('li', {}, when, words);
      Object.assign(row.dataset, {at: line.start_s, to: line.end_s});
      if (line.split) row.prepend(made('button', {type: 'button', className: 'split', 'aria-label': `Split here: a picture of its own from “${line.text}” on`, onclick: () => decide({do: 'split', key: panel.key, at: line.number})}, 'Split here'));
      return row;
    }));
  };
  const showCards = () => {
    const list = one('#cards'), inside = list.contains(document.activeElement);
    list.replaceChildren(...story.panels.map((panel, number) => {
      const image = made('img', {alt: '', loading: 'lazy', decoding: 'async', width: 64, height: 64, src: `/${panel.picture.replace('panels/', 'pictures/')}`});
      const which = made('span', {className: panel.status === 'unreviewed' ? 'which' : 'which done'}, `${number + 1} · ${clock(panel.start_s)} · ${STATES[panel.status].toLowerCase()}`);
      const card = made('button', {type: 'button', onclick: () => look(number, true)}, image, made('span', {}, which, made('span', {className: 'words', dir: 'auto'}, panel.caption)));
      if (number === at) card.setAttribute('aria-current', 'true');
      return made('li', {}, card);
    }));
    const current = one('[aria-current]', list);
    list.scrollTop = Math.max(0, current.offsetTop - list.clientHeight / 2 + current.offsetHeight / 2);
    if (inside) current.focus({preventScroll: true});
  };
  const look = (number, move = false) => {
    at = Math.max(0, Math.min(story.panels.length - 1, number));
    show();
    if (move) one('#which').focus();
    if (move && innerWidth < 736) one('#picture').scrollIntoView();
  };

  // The sound of a passage.
  let until = Infinity;
  const play = (from, to) => {
    if (!sound.paused && until === to) return sound.pause();
    until = to;
    sound.currentTime = from;
    sound.play().catch(error => { if (error.name !== 'AbortError') complain(`The sound cannot be played here (${error.name}); the words can be read.`); });
  };
  const follow = () => {
    if (sound.currentTime >= until) sound.pause();
    every('#lines li').forEach(row => row.classList.toggle('now', !sound.paused && sound.currentTime >= row.dataset.at && sound.currentTime < row.dataset.to));
  };

  // Decisions, one after another. When one fails those behind it are dropped, because they were taken before a page that has changed since.
  let waiting = Promise.resolve(), round = 0;
  const decide = (row, then = () => {}) => {
    const mine = round;
    waiting = waiting.then(() => mine === round ? send('/decisions', row).then(answer => answer && settle(row, answer, then)) : undefined);
    return waiting;
  };
  const send = async (where, row) => {
    const slow = setTimeout(() => {
      document.body.classList.add('busy');
      say(where === '/finish' ? 'Writing the pages, the book and all the rest…' : 'Painting…');
    }, 400);
    try {
      const response = await fetch(where, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({version: story.version, ...row})});
      const answer = await response.json();
      if (response.ok) return answer;
      round += 1;
      if (answer.panels) take(answer);
      complain(`Not kept: ${answer.error}.`);
    } catch {
      round += 1;
      gone();
    } finally {
      clearTimeout(slow);
      document.body.classList.remove('busy');
    }
    return undefined;
  };
  const gone = () => complain(`Not kept: the command that serves this page does not answer; it has ended, perhaps. What was kept before stays. Begin again with: speechscape storyboard review ${story.folder}`);
  const take = answer => {
    const key = story ? here().key : null;
    story = answer;
    const number = story.panels.findLastIndex(panel => panel.key <= key);
    look(Math.max(0, number));
  };
  const settle = (row, answer, then) => {
    const before = story, old = numberOf(row.key), inFields = Object.values(fields).includes(document.activeElement);
    const lost = document.activeElement?.closest('#lines, #cards');
    if (row.text !== undefined && drafts.get(`${row.key} ${row.do}`) === row.text) drafts.delete(`${row.key} ${row.do}`);
    complain('');
    story = answer;
    const wanted = numberOf(answer.look);
    look(row.text === undefined && wanted >= 0 ? wanted : Math.max(0, story.panels.findLastIndex(panel => panel.key <= (before.panels[at] ?? before.panels[0]).key)));
    if (lost && !inFields) one('#which').focus({preventScroll: true});
    const which = before.panels.length === 1 ? 'The picture' : `Picture ${old + 1}`;
    if (row.do === 'undo' || row.do === 'redo') say(`${row.do === 'undo' ? 'Taken back' : 'Brought back'}: ${NAMES[(row.do === 'undo' ? before.undo : before.redo).do]}. ${story.reviewed} of ${story.panels.length} reviewed.`);
    else say(`${which} ${DONE[row.do]}. ${story.reviewed} of ${story.panels.length} reviewed.`);
    then();
  };
  const onward = () => {
    const open = story.panels.findIndex(panel => panel.status === 'unreviewed');
    if (at < story.panels.length - 1) look(at + 1, true);
    else if (open >= 0) look(open, true);
    else button('finish').focus();
  };
  const keep = (name, key) => {
    const text = drafts.get(`${key} ${name}`), number = numberOf(key);
    if (text === undefined || number < 0) return;
    if (text.split(/\s+/).filter(Boolean).join(' ') === story.panels[number][name]) {
      drafts.delete(`${key} ${name}`);
      if (number === at) fill(name, here());
      return;
    }
    decide({do: name, key, text});
  };
  const finish = () => {
    for (const [name, field] of Object.entries(fields)) if (document.activeElement === field) keep(name, here().key);
    const mine = round;
    waiting = waiting.then(async () => {
      const answer = mine === round && await send('/finish', {});
      if (answer) close(answer);
    });
  };
  const close = answer => {
    story = answer;
    const left = story.panels.length - story.reviewed;
    one('#reviewed').textContent = `${story.reviewed} of ${story.panels.length} reviewed`;
    one('#progress').value = story.reviewed;
    instead('The review is kept', [
      left ? `${story.reviewed} of ${counted(story.panels.length, 'picture')} reviewed; the pages say that ${left} ${left === 1 ? 'is' : 'are'} not.` : `All of ${counted(story.panels.length, 'picture')} reviewed; the pages say so.`,
      `${counted(story.kept, 'decision')} kept in decisions.jsonl, and the storyboard brought up to date:`, made('code', {}, story.folder), ...(story.trouble ? [`But ${story.trouble}`] : []),
      'This window can be closed. To go on another time:', made('code', {}, `speechscape storyboard review ${story.folder}`),
    ]);
  };
  const instead = (title, rows) => {
    ended = true;
    sound.pause();
    one('#end-title').textContent = title;
    one('#kept').replaceChildren(...rows.map(row => made('p', {}, row)));
    ['#desk', '#notes', '#wrong', 'header .steps', '.skip'].forEach(what => { one(what).hidden = true; });
    one('#end').hidden = false;
    one('#end-title').focus();
  };

  // What a person does.
  const acts = {
    previous: () => look(at - 1), next: () => look(at + 1), hide: () => complain(''), finish,
    approve: () => decide({do: 'approve', key: here().key}, onward),
    redraw: () => decide({do: 'redraw', key: here().key}), layout: () => decide({do: 'layout', key: here().key}), restore: () => decide({do: 'restore', key: here().key}),
    merge: () => decide({do: 'merge', key: here().key}), undo: () => decide({do: 'undo'}), redo: () => decide({do: 'redo'}),
    play: () => story.sound && play(here().start_s, here().end_s),
    caption: () => fields.caption.focus(), alt: () => fields.alt.focus(),
  };
  const act = name => {
    if (ended || button(name)?.getAttribute('aria-disabled') === 'true') return;
    acts[name]();
    if ((name === 'previous' || name === 'next') && document.activeElement !== button(name)) one('#which').focus({preventScroll: true});
  };
  const pressed = event => {
    if (!story || ended || event.ctrlKey || event.metaKey || event.altKey || !one('#single').checked || event.target.closest('textarea, audio')) return;
    const key = {ArrowLeft: '←', ArrowRight: '→'}[event.key] ?? event.key.toUpperCase(), found = KEYS.find(([name]) => name === key);
    if (!found || event.repeat) return;
    event.preventDefault();
    act(found[1]);
  };
  const write = (name, field) => {
    field.addEventListener('input', () => {
      drafts.set(`${here().key} ${name}`, field.value);
      field.classList.add('draft');
    });
    field.addEventListener('blur', () => { if (!ended) keep(name, here().key); });
    field.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        drafts.delete(`${here().key} ${name}`);
        fill(name, here());
        one('#which').focus();
      } else if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        one('#which').focus();
        if (event.ctrlKey || event.metaKey) act('approve');
      }
    });
  };
  const remembered = (name, value) => {
    try {
      return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value);
    } catch {
      return null;
    }
  };
  const refresh = async () => {
    if (!story || ended || document.hidden) return;
    try {
      const answer = await (await fetch('/story')).json();
      if (!answer.panels || answer.version <= story.version) return;
      take(answer);
      say('Something was decided in another window; it is shown now.');
    } catch {
      gone();
    }
  };
  const begin = async () => {
    every('[data-do]').forEach(each => each.addEventListener('click', () => act(each.dataset.do)));
    for (const [name, field] of Object.entries(fields)) write(name, field);
    one('#keys').append(...KEYS.map(([key, , words]) => made('div', {}, made('dt', {}, made('kbd', {}, key)), made('dd', {}, words))));
    one('#keys').append(made('div', {}, made('dt', {}, made('kbd', {}, 'Enter')), made('dd', {}, 'in a field: keep it; with Ctrl: and approve')));
    one('#single').checked = remembered('single keys') !== 'off';
    one('#single').addEventListener('change', () => remembered('single keys', one('#single').checked ? 'on' : 'off'));
    document.addEventListener('keydown', pressed);
    addEventListener('focus', refresh);
    addEventListener('beforeunload', event => { if (drafts.size && !ended) event.preventDefault(); });
    sound.addEventListener('timeupdate', follow);
    ['pause', 'play'].forEach(name => sound.addEventListener(name, follow));
    sound.addEventListener('error', () => {
      one('#missing').hidden = false;
      one('#missing').textContent = 'The sound cannot be played here; the words can be read.';
    });
    try {
      story = await (await fetch('/story')).json();
    } catch {
      return instead('The review has ended', ['The command that serves this page does not answer. Start it again: speechscape storyboard review, and the folder.']);
    }
    if (!story.panels) return instead('The review cannot be shown', [`${story.error}.`]);
    if (!story.panels.length) return one('header .progress').hidden = true, instead('There is nothing to review', ['Nothing that can be drawn was heard in this recording.', 'This window can be closed, and the command ended with Ctrl-C.']);
    if (story.sound) sound.src = '/sound';
    one('#desk').hidden = false;
    const first = story.panels.findIndex(panel => panel.status === 'unreviewed'), named = numberOf(Number(location.hash.slice(2) || NaN));
    look(named >= 0 ? named : Math.max(0, first));
  };
  begin();
})();
