// A canvas and the person who talks to it. What is said or done is sent one thing after another; nothing is shown as done that the server has not answered, and every window shows what it tells.
(() => {
  'use strict';
  const one = (what, within = document) => within.querySelector(what);
  const every = (what, within = document) => [...within.querySelectorAll(what)];
  const made = (kind, values = {}, ...parts) => {
    const element = document.createElement(kind);
    for (const [name, value] of Object.entries(values)) {
      if (name in element) element[name] = value; else element.setAttribute(name, value);
    }
    element.append(...parts);
    return element;
  };
  const drawn = (kind, values) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', kind);
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
    return element;
  };
  const put = (element, name, value) => { if (element.getAttribute(name) !== value) element.setAttribute(name, value); };
  const write = (element, words) => { if (element.textContent !== words) element.textContent = words; };
  const capital = words => words.charAt(0).toUpperCase() + words.slice(1);
  const sentence = words => words && (/[.!?]$/.test(words) ? capital(words) : `${capital(words)}.`);
  const counted = (count, thing) => `${count} ${thing}${count === 1 ? '' : 's'}`;
  const listed = names => names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0] ?? '';
  const remembered = (name, value) => {
    try {
      return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value);
    } catch {
      return null;
    }
  };

  const KEYS = [
    ['U', 'undo', 'undo'], ['Y', 'redo', 'redo'], ['L', 'layout', 'other layout'], ['O', 'over', 'start over'], ['K', 'keep', 'keep'], ['S', 'save', 'save'], ['N', 'begin-here', 'write a new picture'], ['A', 'add-here', 'add a thing'],
    ['R', 'replace-here', 'replace'], ['C', 'color-here', 'colour'], ['B', 'bigger', 'bigger'], ['M', 'smaller', 'smaller'], ['D', 'duplicate', 'duplicate'], ['F', 'restyle', 'another look'], ['G', 'group', 'put together'],
    ['W', 'swap', 'swap places'], ['T', 'things-here', 'to the things'], ['V', 'versions-here', 'to the versions'], ['P', 'compare', 'compare two versions'], ['H', 'free', 'hands-free'],
  ];
  const OTHER_KEYS = [['Space', 'hold to speak'], ['1 … 8', 'choose a thing, with Shift several'], ['Esc', 'choose nothing, or drop what is being said'], ['Del', 'remove'], ['← ↑ ↓ →', 'on a thing: move it a bit, with Shift further; in the versions: go through them'], ['F2', 'in the versions: name one']];
  const COLORS = {red: '#d33a32', orange: '#ee8a2b', yellow: '#f4cf3e', green: '#4c9a4c', blue: '#3d78c8', purple: '#8256b0', pink: '#ee93b5', brown: '#855a3a', black: '#26262b', white: '#ffffff', gray: '#93959b'};
  const SIDES = [
    ['a bit left', 'a bit left'], ['left', 'left'], ['far left', 'far left'], ['a bit right', 'a bit right'], ['right', 'right'], ['far right', 'far right'], ['a bit up', 'a bit up'], ['up', 'up'], ['top', 'to the top'],
    ['a bit down', 'a bit down'], ['down', 'down'], ['bottom', 'to the bottom'], ['forward', 'nearer'], ['backward', 'further away'], ['middle', 'to the middle'],
  ];
  const RESIZES = ['a bit bigger', 'bigger', 'much bigger', 'a bit smaller', 'smaller', 'much smaller', 'tiny', 'small', 'medium', 'big', 'huge'];
  const WHERE = [['far left', 'on the left'], ['far right', 'on the right'], ['top', 'at the top'], ['bottom', 'at the bottom'], ['middle', 'in the middle']];
  const FORMATS = {
    svg: 'SVG, a named group for each thing', png: 'PNG', ora: 'OpenRaster, layers for Krita and GIMP', pdf: 'PDF', glb: 'glTF, for 3D programs', json: 'JSON, what is in it', zip: 'ZIP, a transparent PNG for each thing',
  };
  const HISTORIES = {gif: 'GIF', mp4: 'MP4, a film', png: 'PNG, one sheet'};
  const LONGEST_S = 60, MOST_BYTES = 16e6, READY_MS = 60_000, HOLD_MS = 300;
  const VOICE_DB = 12, LEAST_DB = -52, BEGINS = 8, ENDS = 40, BEFORE = 25;  // hands-free: so far above the quietest that was heard, so loud at least; frames of 20 ms: of a voice that begins, of the silence that ends it, kept from before it

  let words = null, state = null, socket = null, style = 'plain', naming = null;
  const chosen = new Set();  // things, by the picture in which they began and their key
  const say = text => { write(one('#status'), text); };
  const complain = text => {
    one('#wrong p').textContent = text;
    one('#wrong').hidden = !text;
  };
  const askBack = text => {
    one('#asked p').textContent = text;
    one('#asked').hidden = !text;
  };

  // What there is.
  const version = number => state.versions.find(row => row.number === number);
  const pieces = () => state.canvas.pieces;
  const root = () => {
    const known = new Map(state.versions.map(row => [row.number, row]));
    let row = known.get(state.current);
    while (row && !row.begins && known.has(row.parent)) row = known.get(row.parent);
    return row?.number ?? 0;
  };
  const identify = () => {
    const from = root(), met = {}, often = {};
    for (const piece of pieces()) often[piece.label] = (often[piece.label] ?? 0) + 1;
    for (const piece of pieces()) {
      met[piece.label] = (met[piece.label] ?? 0) + 1;
      piece.id = `${from}.${piece.key}`;
      piece.called = often[piece.label] > 1 ? `${piece.label} ${met[piece.label]}` : piece.label;
    }
    for (const id of chosen) if (!pieces().some(piece => piece.id === id)) chosen.delete(id);
  };
  const meant = () => pieces().filter(piece => chosen.has(piece.id));
  const ids = () => meant().map(piece => piece.id);
  const numbered = list => list.map(id => pieces().findIndex(piece => piece.id === id));
  const address = (number, kind, more = {}) => `/v1/studio/versions/${number}.${kind}?${new URLSearchParams({style, ...more})}`;

  // Children of an element by key: what stays is kept, with its focus and its picture.
  const kept = new WeakMap();
  const keyed = (parent, rows, key, make, fill) => {
    const known = kept.get(parent) ?? new Map(), wanted = new Set(rows.map(key));
    kept.set(parent, known);
    let lost = -1;
    for (const [name, element] of known) {
      if (wanted.has(name)) continue;
      if (element.contains(document.activeElement)) lost = [...parent.children].indexOf(element);
      element.remove();
      known.delete(name);
    }
    rows.forEach((row, at) => {
      const name = key(row);
      if (!known.has(name)) known.set(name, make(row));
      const element = known.get(name);
      fill(element, row);
      if (parent.children[at] !== element) parent.insertBefore(element, parent.children[at] ?? null);
    });
    if (lost >= 0) {
      const next = parent.children[Math.min(lost, parent.children.length - 1)];
      (next && (next.matches('button') ? next : one('button', next)) || one('#which')).focus({preventScroll: true});
    }
  };

  // What is shown.
  const show = () => {
    write(one('#title'), state.project);
    document.title = `${state.project} · studio`;
    one('#reading').hidden = state.writing;
    write(one('#reading p'), `This page may only look. ${sentence(state.why ?? '')}`);
    const now = version(state.current);
    write(one('#which'), now ? `Version ${now.number}${now.name ? `: ${now.name}` : ''}` : 'A new page');
    one('#state').hidden = !now?.kept;
    write(one('#state'), 'kept');
    const image = one('#picture');
    image.hidden = !now;
    if (now) {
      put(image, 'src', address(now.number, 'svg'));
      image.alt = state.canvas.alt;
    }
    one('#empty').hidden = Boolean(now) && (pieces().length > 0 || Object.values(state.canvas.setting).some(Boolean));
    showPieces();
    showChosen();
    showSetting();
    showTree();
    if (one('#compare').open) showPair();
  };
  const showPieces = () => {
    const depth = new Map(state.canvas.order.map((number, at) => [number, at]));
    keyed(one('#pieces'), pieces(), piece => piece.id, piece => made('button', {type: 'button', className: 'piece', 'data-id': piece.id}), (button, piece) => {
      const [x0, y0, x1, y1] = piece.box.map(edge => 100 * edge);
      Object.assign(button.style, {left: `${(x0 + x1) / 2}%`, top: `${(y0 + y1) / 2}%`, width: `${x1 - x0}%`, height: `${y1 - y0}%`, zIndex: 1 + (depth.get(piece.number) ?? 0), transform: ''});
      put(button, 'aria-label', piece.called + (piece.focused ? ', “it” now' : ''));
      button.title = piece.called;
      button.classList.toggle('it', piece.focused);
    });
    keyed(one('#list'), pieces(), piece => piece.id, piece => made('li', {}, made('button', {type: 'button', 'data-id': piece.id}, made('span', {className: 'which', 'aria-hidden': 'true'}), made('span', {className: 'words'}), made('span', {className: 'it-mark'}))), (row, piece) => {
      write(one('.which', row), `${piece.number + 1}`);
      write(one('.words', row), piece.called);
      write(one('.it-mark', row), piece.focused ? 'it' : '');
      one('.it-mark', row).title = piece.focused ? 'what “it” means now' : '';
    });
  };
  const showChosen = () => {
    const those = meant();
    for (const button of every('#pieces button, #list button')) put(button, 'aria-pressed', String(chosen.has(button.dataset.id)));
    one('#change').hidden = !those.length;
    one('#none').hidden = Boolean(those.length) || !pieces().length;
    write(one('#chosen'), capital(listed(those.map(piece => piece.called))));
    for (const chip of every('#colors button')) put(chip, 'aria-pressed', String(those.length > 0 && those.every(piece => piece.color === chip.dataset.value)));
    const others = pieces().filter(piece => !chosen.has(piece.id));
    offer(one('#move-to'), others.map(piece => [piece.id, piece.called]));
    offer(one('#move-and'), others.map(piece => [piece.id, piece.called]), 1);
    offer(one('#add-to'), pieces().map(piece => [piece.id, piece.called]));
    offer(one('#add-and'), pieces().map(piece => [piece.id, piece.called]), 1);
    showFields();
    showPossible();
  };
  const showFields = () => {
    const relation = relationOf(one('#add-where').value);
    one('#add-to').parentElement.hidden = !relation;
    one('#add-and').parentElement.hidden = relation !== 'between';
    one('#move-and').parentElement.hidden = one('#move-relation').value !== 'between';
    const full = pieces().length >= state.most;
    one('#full').hidden = !full;
    write(one('#full'), `There are ${state.most} things in the picture; take one away before another comes.`);
  };
  const showSetting = () => {
    const setting = {...state.canvas.setting, place: state.canvas.setting.place ?? (pieces().length ? state.canvas.place : null)};
    for (const chip of every('#setting .chips button')) put(chip, 'aria-pressed', String(setting[chip.dataset.part] === chip.dataset.value));
  };
  const showPossible = () => {
    for (const button of every('[data-do]')) {
      const hindered = NEEDS[button.dataset.do]?.() ?? '';
      put(button, 'aria-disabled', String(Boolean(hindered)));
    }
  };
  const offer = (select, rows, first = 0) => {
    const before = select.value, same = select.options.length === rows.length && rows.every(([value, text], at) => select.options[at].value === value && select.options[at].textContent === text);
    if (same) return;
    select.replaceChildren(...rows.map(([value, text]) => made('option', {value}, text)));
    select.selectedIndex = Math.max(rows.findIndex(([value]) => value === before), before ? 0 : Math.min(first, rows.length - 1));
  };
  const entitled = row => `${row.number}${row.name ? ` · ${row.name}` : ''}`;
  const wording = row => row.kind === 'new' && row.said ? `“${row.said}”` : row.done;

  // The versions, newest first; beside them the lines from each to the one it came from.
  const lines = () => {
    const known = new Map(state.versions.map(row => [row.number, row])), way = new Set(), lanes = [], rows = new Map();
    for (let row = known.get(state.current); row; row = known.get(row.parent)) way.add(row.number);
    let most = 1;
    for (const row of [...state.versions].reverse()) {
      const coming = lanes.flatMap((lane, at) => lane?.wants === row.number ? [at] : []), free = lanes.indexOf(null);
      const at = coming[0] ?? (free < 0 ? lanes.length : free);
      const runs = lanes.flatMap((lane, from) => lane ? [{from, to: coming.includes(from) ? at : from, through: !coming.includes(from), on: lane.on}] : []);
      for (const lane of coming) lanes[lane] = null;
      lanes[at] = known.has(row.parent) ? {wants: row.parent, on: way.has(row.number)} : null;
      rows.set(row.number, {at, runs, down: lanes[at]});
      most = Math.max(most, lanes.length);
      while (lanes.length && lanes.at(-1) === null) lanes.pop();
    }
    return {rows, most};
  };
  const showTree = () => {
    const tree = one('#tree'), {rows, most} = lines(), gap = Math.min(0.875, 4.5 / most), wide = 1.25 + gap * (most - 1), place = lane => 16 * (0.625 + gap * lane);
    keyed(tree, [...state.versions].reverse(), row => row.number, row => {
      const image = made('img', {alt: '', loading: 'lazy', decoding: 'async', width: 64, height: 64});
      const text = made('span', {}, made('span', {className: 'which'}, made('span', {className: 'unseen'}, 'Version '), made('span', {className: 'title'}), made('span', {className: 'unseen from'})), made('span', {className: 'words', dir: 'auto'}));
      const rail = made('span', {className: 'rail'});
      rail.append(drawn('svg', {preserveAspectRatio: 'none', 'aria-hidden': 'true'}), made('span', {className: 'dot'}));
      one('svg', rail).append(drawn('path', {}), drawn('path', {class: 'on'}));
      return made('li', {}, rail, made('button', {type: 'button', 'data-number': row.number}, image, text));
    }, (item, row) => {
      const {at, runs, down} = rows.get(row.number), here = row.number === state.current, rail = one('.rail', item), button = one('button', item);
      const paths = {true: '', false: ''};
      for (const {from, to, through, on} of runs) {
        const x = place(from).toFixed(1), to_x = place(to).toFixed(1);
        paths[on] += through ? `M${x} 0V100` : from === to ? `M${x} 0V50` : `M${x} 0C${x} 35 ${to_x} 10 ${to_x} 50`;
      }
      if (down) paths[down.on] += `M${place(at).toFixed(1)} 50V100`;
      put(one('svg', rail), 'viewBox', `0 0 ${(16 * wide).toFixed(1)} 100`);
      put(one('path', rail), 'd', paths.false);
      put(one('.on', rail), 'd', paths.true);
      rail.style.width = `${wide}rem`;
      one('.dot', rail).style.left = `${place(at) / 16}rem`;
      item.classList.toggle('here', here);
      put(one('img', item), 'src', address(row.number, 'png', {size: 160}));
      write(one('.title', item), `${entitled(row)}${row.kept ? ' · kept' : ''}`);
      write(one('.from', item), row.parent === null ? '' : `, from ${row.parent}`);
      write(one('.words', item), wording(row));
      if (here) put(button, 'aria-current', 'true'); else button.removeAttribute('aria-current');
      if (here) put(button, 'title', 'This one is shown'); else put(button, 'title', `Go back to ${row.number}`);
    });
    const inside = tree.contains(document.activeElement);
    reach(inside ? Number(document.activeElement.dataset.number) : state.current);
    if (!inside && tree.shown !== state.current) centre(state.current);
    tree.shown = state.current;
    showNaming();
  };
  const rowOf = number => one(`#tree [data-number="${number}"]`);
  const reach = number => {  // one stop for Tab; the arrow keys go on from there
    const row = rowOf(number) ?? one('#tree button');
    for (const button of every('#tree button[tabindex="0"]')) if (button !== row) button.tabIndex = -1;
    for (const button of every('#tree button:not([tabindex])')) button.tabIndex = -1;
    if (row) put(row, 'tabindex', '0');
  };
  const centre = number => {
    const tree = one('#tree'), row = rowOf(number)?.parentElement;
    if (row) tree.scrollTop = Math.max(0, row.offsetTop - tree.clientHeight / 2 + row.offsetHeight / 2);
  };
  const stepped = event => {
    const button = event.target.closest('[data-number]');
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    const numbers = state.versions.map(row => row.number), at = numbers.indexOf(Number(button.dataset.number));
    const goal = {
      ArrowUp: () => numbers[at + 1], ArrowDown: () => numbers[at - 1], Home: () => numbers.at(-1), End: () => numbers[0], PageUp: () => numbers[Math.min(numbers.length - 1, at + 10)], PageDown: () => numbers[Math.max(0, at - 10)],
      ArrowLeft: () => version(numbers[at]).parent, ArrowRight: () => state.versions.findLast(row => row.parent === numbers[at])?.number,
    }[event.key];
    if (event.key === 'F2') {
      naming = numbers[at];
      showNaming();
      one('#name').select();
    } else if (goal) {
      if (goal()) reach(goal());
      rowOf(goal() ?? numbers[at]).focus();
    } else return;
    event.preventDefault();
  };
  const showNaming = () => {
    const field = one('#name'), number = naming ?? state.current, row = number === null ? null : version(number);
    write(one('#name-of'), row ? `Name of version ${row.number}` : 'Name');
    if (document.activeElement !== field || field.dataset.of !== String(number)) field.value = row?.name ?? '';
    field.dataset.of = String(number);
  };

  // Two versions side by side.
  const showPair = () => {
    for (const side of ['left', 'right']) {
      const select = one(`#${side}`);
      offer(select, [...state.versions].reverse().map(row => [String(row.number), `${entitled(row)}: ${wording(row)}`]));
      const row = version(Number(select.value));
      if (!row) continue;
      put(one(`#${side}-picture`), 'src', address(row.number, 'svg'));
      one(`#${side}-picture`).alt = `Version ${row.number}: ${wording(row)}`;
      const others = row.said && row.said !== row.done && row.kind !== 'new' ? `“${row.said}” · ` : '';
      write(one(`#${side}-words`), `${others}${wording(row)}${row.parent ? ` · from ${row.parent}` : ''}${row.kept ? ' · kept' : ''}`);
    }
  };
  const compare = () => {
    showPair();
    one('#right').value = String(state.current);
    one('#left').value = String(version(state.current).parent ?? state.versions.find(row => row.number !== state.current).number);
    showPair();
    one('#compare').showModal();
    one('#compare-title').focus();
  };
  const exchange = () => {
    const left = one('#left').value;
    one('#left').value = one('#right').value;
    one('#right').value = left;
    showPair();
  };

  // What is asked, one thing after another. Things are kept by who they are, and numbered as the picture is when their turn comes.
  const PIECE = 60000;  // bytes in one message; a server may take no more at once
  const queue = [];
  let flying = null, count = 0, slow = 0;
  const ask = (row, more = {}) => {
    queue.push({row, ...more});
    send();
    showWaiting();
  };
  const edit = (row, more = {}) => ask({do: 'edit', edit: row}, more);
  const send = () => {
    if (flying || !queue.length || socket?.readyState !== WebSocket.OPEN || !state) return;
    const entry = queue.shift(), row = entry.row.do === 'edit' ? {...entry.row, edit: resolved(entry.row.edit), on: state.current} : entry.row;
    if (row.edit === null) {
      complain('The picture changed before this could be done; look again.');
      return send();
    }
    count += 1;
    flying = {...entry, id: count, before: state.current};
    socket.send(JSON.stringify({...row, id: count, ...(entry.sound && {bytes: entry.sound.byteLength})}));
    for (let at = 0; at < (entry.sound?.byteLength ?? 0); at += PIECE) socket.send(entry.sound.slice(at, at + PIECE));
    clearTimeout(slow);
    slow = setTimeout(showWaiting, 400);
  };
  const resolved = row => {
    const parts = {...row};
    for (const name of ['of', 'to']) if (parts[name]) parts[name] = numbered(parts[name]);
    if (parts.element?.of) parts.element = {...parts.element, of: numbered(parts.element.of)};
    return [...parts.of ?? [], ...parts.to ?? [], ...parts.element?.of ?? []].includes(-1) ? null : parts;
  };
  const showWaiting = () => {
    const waits = queue.length + (flying ? 1 : 0), sounds = [flying, ...queue].filter(entry => entry?.sound).length;
    document.body.classList.toggle('busy', Boolean(flying));
    if (mic.doing !== 'off' || !waits) return;
    if (!socket) say('It is sent when the connection is back.');
    else if (sounds) say(`Working out what was said…${waits > 1 ? ` ${waits - 1} more ${waits === 2 ? 'waits' : 'wait'}.` : ''}`);
    else say('Drawing…');
  };
  const answered = turn => {
    if (!flying || turn.id !== flying.id) return turn.event === 'trouble' && turn.id === null && complain(sentence(turn.text));
    const entry = flying;
    flying = null;
    clearTimeout(slow);
    for (const button of every('.piece')) button.style.transform = '';
    if (turn.event === 'trouble') {
      complain(sentence(turn.text));
      say('');
      note(entry, `Not done: ${turn.text}`, true);
    } else settle(entry, turn);
    document.body.classList.toggle('busy', false);
    send();
    showWaiting();
  };
  const settle = (entry, turn) => {
    complain('');
    const heard = turn.heard && !turn.asked?.includes(turn.heard) ? `Heard “${turn.heard}”. ` : '';
    askBack(turn.asked ? `${turn.kind === 'nothing' ? heard : ''}${sentence(turn.asked)}` : '');
    const outcome = turn.kind === 'nothing' ? '' : turn.saved ? `Saved as ${listed(turn.saved)}.`
      : `${turn.kind === 'new' ? `A new picture: ${state.canvas.alt}` : sentence(turn.done)}${turn.version !== entry.before && turn.version !== null ? ` Version ${turn.version}.` : ''}`;
    say(outcome);
    if (turn.kind === 'new' && entry.row.do === 'begin') one('#text').value = '';
    if (entry.chooses && turn.kind === 'edit') {
      chosen.clear();
      pieces().filter(piece => piece.focused).forEach(piece => chosen.add(piece.id));
      showChosen();
    }
    note({...entry, heard: turn.heard}, turn.kind === 'nothing' ? sentence(turn.asked ?? '') : `${outcome}${turn.asked ? ` ${sentence(turn.asked)}` : ''}`, turn.kind === 'nothing');
    if (turn.stops) {
      release();
      say('Stopped. Press Speak to go on; everything is kept.');
    }
  };
  const note = (entry, outcome, open) => {
    if (!entry.sound && entry.row.do !== 'begin') return;
    const what = entry.row.do === 'begin' ? `You wrote “${entry.row.text}”` : entry.heard ? `${entry.name ? `${entry.name}: ` : 'You said '}“${entry.heard}”` : entry.name ?? 'You said something';
    one('#log').prepend(made('li', {className: open ? 'open' : ''}, made('span', {className: 'what', dir: 'auto'}, what), made('span', {className: 'became', dir: 'auto'}, `→ ${outcome}`)));
    every('#log li').slice(20).forEach(row => row.remove());
    one('#log-empty').hidden = true;
  };

  // The line to the server.
  let tries = 0, later = 0;
  const connect = async () => {
    clearTimeout(later);
    try {
      if (!words) {
        const answer = await fetch('/v1/studio/words');
        if (!answer.ok) return gone((await answer.json()).error);
        words = await answer.json();
        fill();
      }
    } catch {
      return gone();
    }
    const mine = socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1/studio`);
    mine.onmessage = ({data}) => { if (mine === socket) told(JSON.parse(data)); };
    mine.onclose = () => { if (mine === socket) gone(); };
    return undefined;
  };
  const gone = why => {
    socket = null;
    if (flying) complain('The connection broke before an answer came. Look whether it was done, once the picture is here again.');
    flying = null;
    document.body.classList.remove('busy');
    clearTimeout(slow);
    tries += 1;
    const pause = Math.min(20, 0.5 * 2 ** (tries - 1));
    one('#lost').hidden = false;
    const way = tries > 4 ? ' Perhaps the command that serves this page has ended; what was done is kept: start it again.' : '';
    write(one('#lost p'), why ? sentence(why) : `The connection is lost; the page tries again by itself.${way}`);
    if (state) showPossible();
    later = setTimeout(connect, 1000 * pause);
  };
  const told = row => {
    if (row.event !== 'state') return answered(row);
    const before = state?.current, first = !state;
    state = row;
    if (first) {
      const wanted = remembered('studio style');
      style = words.styles.includes(wanted) ? wanted : row.style ?? 'plain';
      one('#style').value = style;
      one('#studio').hidden = false;
    }
    if (tries) {
      tries = 0;
      one('#lost').hidden = true;
      if (!first) say('Connected again.');
    }
    identify();
    if (naming !== null && !version(naming)) naming = null;
    show();
    if (!first && !flying && before !== row.current) say('Changed in another window; it is shown now.');
    send();
    return undefined;
  };

  // Speaking.
  const mic = {doing: 'off', stream: null, context: null, node: null, frames: [], samples: 0, loud: 0, idle: 0, opening: null, free: false, floor: -60, run: 0, speaking: false};
  const listen = async () => {
    if (mic.doing !== 'off' || refused('talk')) return;
    mic.doing = 'asking';
    showTalk();
    clearTimeout(mic.idle);
    try {
      await (mic.opening ??= open().finally(() => { mic.opening = null; }));
    } catch (error) {
      Object.assign(mic, {doing: 'off', free: false});
      release();
      showTalk();
      return complain(unheard(error));
    }
    if (mic.doing !== 'asking') {
      if (mic.doing === 'off') mic.idle = setTimeout(release, READY_MS);
      return undefined;
    }
    Object.assign(mic, {doing: 'on', frames: [], samples: 0, loud: 0, floor: -60, run: 0, speaking: false});
    mic.node.port.postMessage('take');
    showTalk();
    return undefined;
  };
  const open = async () => {
    if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode) throw new DOMException('', 'InsecureError');
    if (mic.stream?.active) return mic.context.resume();
    mic.stream = await navigator.mediaDevices.getUserMedia({audio: {channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true}});
    mic.stream.getAudioTracks()[0].onended = () => {
      if (mic.doing !== 'off') quiet();
      release();
      complain('The microphone is gone; nothing was sent. Plug it in again, or open a recording.');
    };
    mic.context = new AudioContext();
    await mic.context.audioWorklet.addModule('/studio-capture.js');
    mic.node = new AudioWorkletNode(mic.context, 'studio-capture', {numberOfOutputs: 0});
    mic.node.port.onmessage = ({data}) => { if (data) frame(data); else over(); };
    mic.context.createMediaStreamSource(mic.stream).connect(mic.node);
    return mic.context.resume();
  };
  const unheard = error => ({
    NotAllowedError: 'The microphone is not allowed for this page. Allow it beside the address of the page, or open a recording.', NotFoundError: 'There is no microphone. Plug one in, or open a recording.',
    NotReadableError: 'Another program holds the microphone. End it there, or open a recording.', InsecureError: 'This browser gives no microphone to this page: it must come from this machine, or over https. Recordings can be opened.',
  }[error.name] ?? `The microphone cannot be used (${error.name}). Recordings can be opened.`);
  const frame = samples => {
    if (mic.doing !== 'on' && mic.doing !== 'ending') return;
    mic.frames.push(samples);
    mic.samples += samples.length;
    let sum = 0;
    for (const value of samples) {
      sum += value * value;
      mic.loud = Math.max(mic.loud, Math.abs(value));
    }
    const level = 20 * Math.log10(Math.sqrt(sum / samples.length) / 32768 + 1e-6);
    one('#level').style.transform = `scaleX(${Math.max(0, Math.min(1, (level + 60) / 50)).toFixed(3)})`;
    const long = mic.samples > (LONGEST_S - 0.5) * mic.context.sampleRate;
    if (mic.free && mic.doing === 'on') voice(level, long);
    else if (mic.doing === 'on' && long) finish();
  };
  const voice = (level, long) => {  // one utterance after another, between silences
    const loud = level > Math.max(mic.floor + VOICE_DB, LEAST_DB);
    if (!mic.speaking) mic.floor = Math.max(-70, Math.min(level, mic.floor + 0.05));
    if (mic.speaking) mic.run = loud ? 0 : mic.run + 1;
    else mic.run = loud ? mic.run + 1 : Math.max(0, mic.run - 1);
    if (!mic.speaking && mic.run >= BEGINS) Object.assign(mic, {speaking: true, run: 0});
    if (!mic.speaking) {
      while (mic.frames.length > BEFORE) mic.samples -= mic.frames.shift().length;
      mic.loud = 0;
    } else if (mic.run >= ENDS || long) {
      const {frames, samples} = mic;
      Object.assign(mic, {frames: [], samples: 0, loud: 0, run: 0, speaking: false});
      ask({do: 'say'}, {sound: wave(frames, samples, mic.context.sampleRate)});
    }
  };
  const handsFree = async () => {
    if (mic.free) {
      const speaking = mic.speaking;
      mic.free = false;
      if (speaking) return finish();
      if (mic.doing === 'on') mic.node.port.postMessage('drop');
      quiet();
      return say('No longer listening.');
    }
    if (mic.doing !== 'off' || refused('free')) return undefined;
    mic.free = true;
    return listen();
  };
  const finish = () => {
    if (mic.doing === 'asking') {
      mic.doing = 'off';
      say('The microphone is ready now; speak while it listens.');
      return showTalk();
    }
    if (mic.doing !== 'on') return undefined;
    mic.doing = 'ending';
    mic.node.port.postMessage('end');
    return undefined;
  };
  const over = () => {
    const {frames, samples, loud} = mic, rate = mic.context?.sampleRate, was = mic.doing;
    quiet();
    if (was !== 'ending') return;
    if (samples < 0.2 * rate) return say('That was too short. Hold the key, or press once to begin and once to end.');
    if (loud < 20) return complain('The microphone gave only silence. It may be switched off or muted.');
    ask({do: 'say'}, {sound: wave(frames, samples, rate)});
  };
  const drop = () => {
    if (mic.doing === 'off') return false;
    if (mic.doing === 'on') mic.node.port.postMessage('drop');
    quiet();
    say('Dropped; nothing was sent.');
    return true;
  };
  const quiet = () => {
    Object.assign(mic, {doing: 'off', frames: [], samples: 0, free: false, speaking: false});
    one('#level').style.transform = '';
    clearTimeout(mic.idle);
    mic.idle = setTimeout(release, READY_MS);  // until then the next word is not cut off
    showTalk();
  };
  const release = () => {
    clearTimeout(mic.idle);
    if (mic.doing === 'on') quiet();
    mic.stream?.getTracks().forEach(track => track.stop());
    mic.context?.close();
    Object.assign(mic, {stream: null, context: null, node: null});
  };
  const showTalk = () => {
    const listening = mic.doing === 'on';
    document.body.classList.toggle('listening', listening);
    write(one('#talk-words'), {off: 'Speak', asking: 'One moment…', on: mic.free ? 'Listening: press to end' : 'Listening: press to send', ending: 'Listening: press to send'}[mic.doing]);
    put(one('#free'), 'aria-pressed', String(mic.free));
    if (mic.doing === 'asking') say('Asking for the microphone…');
    else if (listening) say(mic.free ? 'Listening hands-free: what you say is done at each pause. Say “stop”, or press again, to end.' : 'Listening. Press again to send, Escape to drop it.');
    else if (/^(Asking|Listening)/.test(one('#status').textContent)) say('');
  };
  const wave = (frames, samples, rate) => {
    const file = new DataView(new ArrayBuffer(44 + 2 * samples)), text = (at, letters) => [...letters].forEach((letter, number) => file.setUint8(at + number, letter.charCodeAt(0)));
    text(0, 'RIFF');
    file.setUint32(4, 36 + 2 * samples, true);
    text(8, 'WAVEfmt ');
    [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, rate, 4], [28, 2 * rate, 4], [32, 2, 2], [34, 16, 2]].forEach(([at, value, bytes]) => bytes === 4 ? file.setUint32(at, value, true) : file.setUint16(at, value, true));
    text(36, 'data');
    file.setUint32(40, 2 * samples, true);
    let at = 44;
    for (const part of frames) for (const value of part) {
      file.setInt16(at, value, true);
      at += 2;
    }
    return file.buffer;
  };
  const hear = async files => {
    if (refused('open')) return;
    for (const file of files) {
      if (file.size > MOST_BYTES) complain(`${file.name} has ${Math.round(file.size / 1e6)} MB; at most 16 MB are heard at once.`);
      else ask({do: 'say'}, {sound: await file.arrayBuffer(), name: file.name});
    }
  };

  // By hand.
  const looking = () => !state ? 'Nothing is here yet.' : !socket ? 'The connection is lost; wait until it is back.' : !state.writing ? 'This page may only look.' : '';
  const some = () => looking() || (chosen.size ? '' : 'Choose a thing first.');
  const room = () => looking() || (pieces().length < state.most ? '' : `There are ${state.most} things in the picture already.`);
  const any = () => looking() || (state.current === null ? 'There is no picture yet.' : '');
  const NEEDS = {
    talk: looking, free: looking, open: looking, begin: looking, undo: () => looking() || (state.undo ? '' : 'There is nothing to undo.'), redo: () => looking() || (state.redo ? '' : 'There is nothing to redo.'),
    layout: () => any() || (pieces().length ? '' : 'There is nothing to lay out.'), over: any, keep: () => any() || (version(state.current).kept ? 'This version is kept already.' : ''), save: any, name: any,
    all: () => pieces().length ? chosen.size === pieces().length ? 'All are chosen.' : '' : 'There is nothing to choose.', remove: some, recolor: some, resize: some, bigger: some, smaller: some, side: some, replace: some, count: some, restyle: some,
    duplicate: () => some() || (pieces().length + chosen.size <= state.most ? '' : `At most ${state.most} things are in a picture.`), group: () => looking() || (chosen.size >= 2 ? '' : 'Choose two things or more first.'),
    swap: () => looking() || (chosen.size === 2 ? '' : 'Choose exactly two things first.'), add: () => room() || related(one('#add-where').value, pieces().length),
    'move-to': () => some() || related(one('#move-relation').value, pieces().length - chosen.size), set: any,
    compare: () => state.versions.length > 1 ? '' : 'There are no two versions yet.', format: () => state.current === null ? 'There is no picture yet.' : '', history: () => state.current === null ? 'There is no picture yet.' : '',
    'color-here': some, 'replace-here': some, 'back-left': looking, 'back-right': looking,
  };
  const refused = name => {
    const why = NEEDS[name]?.() ?? '';
    if (why) say(why);
    return why;
  };
  const relationOf = value => words?.relations.includes(value) ? value : null;
  const related = (value, others) => !relationOf(value) || others >= (value === 'between' ? 2 : 1) ? '' : value === 'between' ? 'Between needs two other things.' : 'There is no other thing.';
  const targets = (value, first, second) => {
    const found = value === 'between' ? [one(first).value, one(second).value] : [one(first).value];
    if (new Set(found).size === found.length) return found;
    say('Between needs two different things.');
    return null;
  };
  const named = field => {
    const text = one(field).value.trim().toLowerCase().replace(/^(an?|the) /, ''), whole = words.names.find(name => name.toLowerCase() === text) ?? words.names.filter(name => name.startsWith(text)).find((_, at, all) => all.length === 1);
    if (text && whole) return whole;
    const near = words.names.filter(name => text.length > 1 && name.includes(text)).slice(0, 5);
    say(near.length ? `Which one: ${near.join(', ')}?` : `“${text}” cannot be drawn; choose one of the names that the field offers.`);
    one(field).focus();
    return null;
  };
  const plain = values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== '' && value !== undefined));
  const add = () => {
    const name = named('#add-name'), where = one('#add-where').value, relation = relationOf(where), of = relation && targets(relation, '#add-to', '#add-and');
    if (!name || (relation && !of)) return;
    edit(plain({kind: 'add', element: plain({name, count: Number(one('#add-count').value), color: one('#add-color').value, size: one('#add-size').value, relation, of}), side: relation ? null : where}), {chooses: true});
    one('#add-name').value = '';
    one('#add-count').value = '1';
  };
  const replaceBy = () => {
    const name = named('#replace-name'), those = meant();
    if (!name) return;
    edit({kind: 'replace', of: ids(), element: plain({name, count: those.length === 1 ? those[0].count : 1, color: one('#replace-color').value, size: one('#replace-size').value})});
    one('#replace-name').value = '';
  };
  const moveTo = () => {
    const relation = one('#move-relation').value, to = targets(relation, '#move-to', '#move-and');
    if (to) edit({kind: 'move', of: ids(), relation, to});
  };
  const choose = (id, more) => {
    if (more) chosen.delete(id) || chosen.add(id);
    else {
      const only = chosen.size === 1 && chosen.has(id);
      chosen.clear();
      if (!only) chosen.add(id);
    }
    showChosen();
  };
  const unchoose = () => {
    const inside = one('#change').contains(document.activeElement);
    chosen.clear();
    showChosen();
    if (inside) (one('#list button') ?? one('#which')).focus();
  };
  const here = (part, what) => {
    if (part) one(part).open = true;
    const goal = one(what);
    goal?.focus();
    goal?.scrollIntoView({block: 'nearest'});
  };
  const fetched = async (where, what) => {
    say(`Making the ${what}…`);
    try {
      const answer = await fetch(where);
      if (!answer.ok) throw new Error((await answer.json()).error);
      const file = URL.createObjectURL(await answer.blob()), name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? what;
      made('a', {href: file, download: name}).click();
      setTimeout(() => URL.revokeObjectURL(file), 60_000);
      say(`${name} is among your downloads.`);
    } catch (error) {
      say('');
      complain(sentence(error.name === 'TypeError' ? 'the file could not be fetched; the connection is lost' : error.message));
    }
  };
  const command = kind => () => edit({kind});
  const acts = {
    connect, hide: () => complain(''), write: () => ask({do: 'write'}), undo: () => edit({kind: 'undo', number: 1}), redo: () => edit({kind: 'redo', number: 1}), layout: command('layout'), over: command('over'), keep: command('keep'), save: command('save'),
    talk: () => mic.free ? handsFree() : mic.doing === 'off' ? listen() : finish(), free: handsFree, open: () => one('#file').click(), begin: () => one('#text').value.trim() ? ask({do: 'begin', text: one('#text').value.trim()}) : one('#text').focus(),
    all: () => { pieces().forEach(piece => chosen.add(piece.id)); showChosen(); }, unchoose, remove: () => edit({kind: 'remove', of: ids()}), duplicate: () => edit({kind: 'duplicate', of: ids(), number: 1}, {chooses: true}),
    restyle: () => edit({kind: 'restyle', of: ids()}), group: () => edit({kind: 'group', of: ids()}), swap: () => edit({kind: 'swap', of: ids()}), recolor: color => edit({kind: 'recolor', of: ids(), color}), resize: size => edit({kind: 'resize', of: ids(), size}),
    side: side => edit({kind: 'move', of: ids(), side}), bigger: () => acts.resize('bigger'), smaller: () => acts.resize('smaller'), 'move-to': moveTo, replace: replaceBy, count: () => edit({kind: 'count', of: ids(), number: Number(one('#number').value)}), add,
    set: (value, button) => edit({kind: 'setting', setting: {[button.dataset.part]: value}}), name: () => {
      ask({do: 'name', number: naming ?? state.current, name: one('#name').value.trim() || null});
      const row = naming;
      naming = null;
      if (row) rowOf(row)?.focus();
    },
    compare, exchange, close: () => one('#compare').close(), 'back-left': () => goBack('#left'), 'back-right': () => goBack('#right'),
    format: ending => fetched(`/v1/studio/export/${state.current}.${ending}?${new URLSearchParams({style, size: one('#size').value})}`, ending.toUpperCase()),
    history: ending => fetched(`/v1/studio/history.${ending}?${new URLSearchParams({style, seconds: '1.2'})}`, ending.toUpperCase()),
    'begin-here': () => here(null, '#text'), 'add-here': () => here('#adding', '#add-name'), 'replace-here': () => here('#replacing', '#replace-name'), 'color-here': () => here(null, '#colors button'), 'things-here': () => here(null, '#list button'),
    'versions-here': () => here(null, '#tree button[tabindex="0"]'),
  };
  const goBack = select => {
    one('#compare').close();
    back(Number(one(select).value));
  };
  const back = number => {
    if (number !== state.current && !refused('name')) edit({kind: 'back', number});
  };
  const act = (name, value, button) => {
    if (!state && name !== 'connect' && name !== 'hide') return;
    if (!refused(name)) acts[name](value, button);
  };

  // Dragging: an outline goes along, the picture follows when it is answered.
  let drag = null, dragged = false;
  const grab = event => {
    const button = event.target.closest('.piece');
    if (!button || event.button || looking() || (event.pointerType === 'touch' && !chosen.has(button.dataset.id))) return;
    drag = {pointer: event.pointerId, button, x: event.clientX, y: event.clientY, by: null};
  };
  const carry = event => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const side = one('#paper').clientWidth, x = event.clientX - drag.x, y = event.clientY - drag.y;
    if (!drag.by) {
      if (Math.hypot(x, y) < 5) return;
      drag.button.setPointerCapture(drag.pointer);
      if (!chosen.has(drag.button.dataset.id)) {
        chosen.clear();
        chosen.add(drag.button.dataset.id);
        showChosen();
      }
      one('#paper').classList.add('dragging');
    }
    drag.by = [x / side, y / side].map(share => Math.round(1e4 * Math.max(-1, Math.min(1, share))) / 1e4);
    for (const button of every('.piece')) if (chosen.has(button.dataset.id)) button.style.transform = `translate(${x}px, ${y}px)`;
  };
  const letGo = kept => event => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const {by} = drag;
    drag = null;
    one('#paper').classList.remove('dragging');
    if (!by) return;
    dragged = true;
    setTimeout(() => { dragged = false; });
    if (kept) edit({kind: 'move', of: ids(), by});
    else for (const button of every('.piece')) button.style.transform = '';
  };

  // Keys.
  let holding = false, hold = 0;
  const free = event => !event.target.closest('textarea, select, input:not([type=checkbox], [type=file])') && !one('#compare').open;
  const spoken = event => {  // Space: held, it listens; on a button a short press is a press
    if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || !free(event) || !one('#single').checked || !state) return false;
    const button = event.target.closest('button, summary, a, input');
    if (event.repeat) {
      if (holding || !button) event.preventDefault();
      return true;
    }
    if (!button) {
      event.preventDefault();
      if (mic.doing === 'on') acts.talk();
      else startHolding();
    } else if (mic.doing === 'off') hold = setTimeout(startHolding, HOLD_MS);
    return true;
  };
  const startHolding = () => {
    holding = true;
    listen();
  };
  const letSpace = event => {
    if (event.key !== ' ') return;
    clearTimeout(hold);
    if (!holding) return;
    event.preventDefault();
    holding = false;
    finish();
  };
  const pressed = event => {
    if (event.key === 'Escape' && !one('#compare').open && state) {
      if (drop()) return;
      if (drag) return letGo(false)({pointerId: drag.pointer});
      if (event.target.closest('#naming')) {
        naming = null;
        one('#which').focus();
        return showNaming();
      }
      if (free(event)) unchoose();
      return;
    }
    if (spoken(event) || !state || event.ctrlKey || event.metaKey || event.altKey || !free(event)) return;
    const piece = event.target.closest('.piece'), arrow = {ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down'}[event.key];
    if (piece && arrow) {
      event.preventDefault();
      if (!looking() && queue.length < 2) edit({kind: 'move', of: chosen.has(piece.dataset.id) ? ids() : [piece.dataset.id], side: event.shiftKey ? arrow : `a bit ${arrow}`});
      return;
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      const own = event.target.closest('[data-id]')?.dataset.id;
      if (event.repeat || (!own && event.key === 'Backspace')) return;
      event.preventDefault();
      if (own && !chosen.has(own)) choose(own, false);
      return act('remove');
    }
    if (event.repeat || !one('#single').checked) return;
    const digit = /^Digit([1-8])$/.exec(event.code)?.[1], row = digit && pieces()[digit - 1];
    const found = row ? null : KEYS.find(([key]) => key === event.key.toUpperCase());
    if (row) choose(row.id, event.shiftKey);
    else if (found && !event.shiftKey) act(found[1]);
    else return;
    event.preventDefault();
  };

  // The beginning.
  const fill = () => {
    const chip = (act, value, text, more = {}) => made('button', {type: 'button', 'data-do': act, 'data-value': value, ...more}, text), options = (select, first, rows) => one(select).replaceChildren(...first, ...rows.map(value => made('option', {value}, value)));
    one('#names').replaceChildren(...words.names.map(value => made('option', {value})));
    one('#colors').replaceChildren(...words.colors.map(color => {
      const swatch = made('span', {className: 'swatch', 'aria-hidden': 'true'}), button = chip('recolor', color, swatch);
      swatch.style.background = COLORS[color] ?? color;
      button.append(color);
      return button;
    }));
    one('#resizes').replaceChildren(...RESIZES.filter(size => words.sizes_said.includes(size)).map(size => chip('resize', size, size)));
    one('#sides').replaceChildren(...SIDES.filter(([side]) => words.sides.includes(side)).map(([side, text]) => chip('side', side, text)));
    for (const [part, all] of [['place', words.places], ['time', words.times], ['weather', words.weathers]]) one(`#${part}s`).replaceChildren(...all.map(value => chip('set', value, value, {'data-part': part})));
    for (const select of ['#replace-color', '#add-color']) options(select, [made('option', {value: ''}, 'any')], words.colors);
    for (const select of ['#replace-size', '#add-size']) options(select, [made('option', {value: ''}, 'medium')], words.sizes);
    options('#move-relation', [], words.relations);
    one('#add-where').replaceChildren(
      made('option', {value: ''}, 'where there is room'), made('optgroup', {label: 'A side'}, ...WHERE.map(([value, text]) => made('option', {value}, text))), made('optgroup', {label: 'By a thing'}, ...words.relations.map(value => made('option', {value}, value))),
    );
    one('#style').replaceChildren(...words.styles.map(value => made('option', {value}, value)));
    one('#formats').replaceChildren(...words.formats.map(ending => chip('format', ending, FORMATS[ending] ?? ending.toUpperCase())));
    one('#histories').replaceChildren(...words.histories.map(ending => chip('history', ending, HISTORIES[ending] ?? ending.toUpperCase())));
  };
  const clicked = event => {
    if (!state && !event.target.closest('[data-do]')) return;
    const button = event.target.closest('button');
    if (dragged) return;
    if (button?.dataset.id) choose(button.dataset.id, event.shiftKey || event.ctrlKey || event.metaKey || Boolean(button.closest('#list')));
    else if (button?.dataset.number) back(Number(button.dataset.number));
    else if (button?.dataset.do && button.type !== 'submit') act(button.dataset.do, button.dataset.value, button);
    else if (event.target.closest('#paper')) unchoose();
  };
  const dropped = event => {
    event.preventDefault();
    one('#drop').hidden = true;
    if (state) hear([...event.dataTransfer.files]);
  };
  const begin = () => {
    document.addEventListener('click', clicked);
    document.addEventListener('submit', event => {
      event.preventDefault();
      act(one('[type=submit]', event.target).dataset.do);
    });
    document.addEventListener('keydown', pressed);
    document.addEventListener('keyup', letSpace);
    one('#tree').addEventListener('keydown', stepped);
    one('#pieces').addEventListener('pointerdown', grab);
    one('#pieces').addEventListener('pointermove', carry);
    one('#pieces').addEventListener('pointerup', letGo(true));
    one('#pieces').addEventListener('pointercancel', letGo(false));
    one('#file').addEventListener('change', () => {
      hear([...one('#file').files]);
      one('#file').value = '';
    });
    addEventListener('dragover', event => {
      if (![...event.dataTransfer.types].includes('Files')) return;
      event.preventDefault();
      one('#drop').hidden = false;
    });
    addEventListener('dragleave', event => { if (!event.relatedTarget) one('#drop').hidden = true; });
    addEventListener('drop', dropped);
    addEventListener('blur', () => {
      clearTimeout(hold);
      if (holding) letSpace({key: ' ', preventDefault: () => {}});
    });
    addEventListener('pagehide', release);
    for (const select of ['#add-where', '#move-relation']) one(select).addEventListener('change', () => { if (state) showChosen(); });
    for (const select of ['#left', '#right']) one(select).addEventListener('change', showPair);
    one('#style').addEventListener('change', () => {
      style = one('#style').value;
      remembered('studio style', style);
      show();
    });
    one('#naming').addEventListener('focusout', event => {
      if (one('#naming').contains(event.relatedTarget)) return;
      naming = null;
      setTimeout(() => { if (state) showNaming(); });
    });
    one('#keys').append(...[...OTHER_KEYS.slice(0, 1), ...KEYS.map(([key, , text]) => [key, text]), ...OTHER_KEYS.slice(1)].map(([key, text]) => made('div', {}, made('dt', {}, made('kbd', {}, key)), made('dd', {}, text))));
    one('#single').checked = remembered('single keys') !== 'off';
    one('#single').addEventListener('change', () => remembered('single keys', one('#single').checked ? 'on' : 'off'));
    connect();
  };
  begin();
})();
