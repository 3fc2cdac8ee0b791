// One picture at a time, in time with the sound, and all pictures to choose from. Without this script the pictures stand one under the other.
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');

  const one = (what, within = document) => within.querySelector(what);
  const every = (what, within = document) => [...within.querySelectorAll(what)];
  const clock = seconds => {
    const whole = Math.floor(seconds), two = value => String(value).padStart(2, '0');
    return whole < 3600 ? `${Math.floor(whole / 60)}:${two(whole % 60)}` : `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  };

  const begin = () => {
    const panels = every('.panel'), cards = every('.cards a'), sound = one('audio'), seek = one('#seek'), live = one('#live');
    if (!panels.length) return root.classList.remove('js');
    const starts = panels.map(panel => Number(panel.dataset.at));
    const button = name => one(`[data-do="${name}"]`);
    let at = -1, scrolled = 0;

    // Which picture is shown.
    const show = (wanted, tell = true) => {
      const next = Math.max(0, Math.min(panels.length - 1, wanted));
      if (next === at) return;
      panels[at]?.classList.remove('here');
      cards[at]?.removeAttribute('aria-current');
      at = next;
      panels[at].classList.add('here');
      cards[at].setAttribute('aria-current', 'true');
      button('previous').setAttribute('aria-disabled', String(at === 0));
      button('next').setAttribute('aria-disabled', String(at === panels.length - 1));
      panels.slice(at, at + 2).forEach(panel => { one('img', panel).decoding = 'sync'; });
      if (!tell) return;
      live.textContent = `${one('h2', panels[at]).textContent}. ${one('.caption', panels[at]).textContent}`;
      history.replaceState(null, '', `#${panels[at].id}`);
    };
    const go = wanted => {
      show(wanted);
      if (sound) sound.currentTime = starts[at];
    };

    // The sound, and what follows it.
    const panelAt = seconds => Math.max(0, starts.findLastIndex(start => start <= seconds + 0.05));
    const follow = led => {
      const now = sound.currentTime;
      seek.value = now;
      seek.setAttribute('aria-valuetext', `${clock(now)} of ${clock(Number(seek.max))}`);
      one('#now').textContent = clock(now);
      if (led) show(panelAt(now));
      const begun = sound.paused && !now ? -1 : now;
      every('.lines li', panels[at]).forEach(line => line.classList.toggle('now', begun >= Number(line.dataset.at) && begun < Number(line.dataset.to)));
    };
    const playing = () => {
      root.classList.toggle('playing', !sound.paused);
      one('span', button('play')).textContent = sound.paused ? 'Play' : 'Pause';
    };
    const play = () => { if (sound) sound.paused ? sound.play().catch(() => {}) : sound.pause(); };
    const from = link => {
      sound.currentTime = Number(link.dataset.at);
      if (sound.paused) play();
    };
    const mute = () => {
      sound.muted = !sound.muted;
      button('mute').textContent = sound.muted ? 'Unmute' : 'Mute';
    };
    const silent = () => {
      one('#missing').hidden = false;
      every('.needs-sound').forEach(part => { part.hidden = true; });
      every('a[data-at]').forEach(link => link.removeAttribute('href'));
    };

    // All pictures, and back to one.
    const thumbnails = () => cards.forEach((card, number) => {
      if (one('img', card)) return;
      const small = Object.assign(new Image(), {alt: '', loading: 'lazy', decoding: 'async'});
      small.src = one('img', panels[number]).src;
      card.prepend(small);
    });
    const open = () => {
      sound?.pause();
      scrolled = scrollY;
      thumbnails();
      root.classList.add('overview');
      button('back').textContent = `Back to picture ${at + 1}`;
      cards[at].focus();
    };
    const close = () => {
      root.classList.remove('overview');
      scrollTo(0, scrolled);
      button('all').focus({preventScroll: true});
    };
    const choose = number => {
      root.classList.remove('overview');
      go(number);
      one('h2', panels[at]).focus({preventScroll: true});
      one('.picture', panels[at]).scrollIntoView({block: 'nearest'});
    };

    // What a reader does.
    const acts = {previous: () => go(at - 1), next: () => go(at + 1), all: open, back: close, play, mute};
    const keys = {ArrowLeft: 'previous', ArrowRight: 'next', ' ': 'play'};
    const pressed = event => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (root.classList.contains('overview')) return event.key === 'Escape' ? close() : undefined;
      const act = keys[event.key], there = event.target;
      if (!act || there.closest('input') || (act === 'play' && (!sound || there.closest('button')))) return;
      event.preventDefault();
      acts[act]();
    };
    every('[data-do]').forEach(each => each.addEventListener('click', () => acts[each.dataset.do]()));
    cards.forEach((card, number) => card.addEventListener('click', event => {
      event.preventDefault();
      choose(number);
    }));
    document.addEventListener('keydown', pressed);
    addEventListener('hashchange', () => {
      const number = panels.findIndex(panel => `#${panel.id}` === location.hash);
      if (number >= 0) choose(number);
    });
    if (sound) {
      every('a[data-at]').forEach(link => link.addEventListener('click', event => {
        event.preventDefault();
        if (link.hasAttribute('href')) from(link);
      }));
      sound.addEventListener('timeupdate', () => follow(!sound.paused && !sound.ended));
      ['play', 'pause', 'ended'].forEach(name => sound.addEventListener(name, playing));
      seek.addEventListener('input', () => {
        sound.currentTime = Number(seek.value);
        follow(true);
      });
      sound.addEventListener('error', silent);
      if (sound.error) silent();
    }
    show(panels.findIndex(panel => `#${panel.id}` === location.hash), false);
    if (at > 0 && sound) sound.currentTime = starts[at];
    root.classList.add('ready');
  };
  document.addEventListener('DOMContentLoaded', begin);
})();
