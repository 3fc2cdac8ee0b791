"""``index.html``: a storyboard that is read in any browser, offline, with scripts off too. Pictures are inside the file; the sound lies beside it.

One panel is large at a time when scripts run, and follows the sound or the reader; without them all panels stand under each other. Nothing moves by itself where reduced motion is
asked for. What was heard automatically is called so, with how sure the listener was.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from speechscape.storyboard.book import Leaf, Line, Storyboard

__all__ = ["page_html"]

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fdfcf8;--soft:#5a5a5a;--line:#c9c5b8;--mark:#0b57a4;--warn:#7a4a00}
@media (prefers-color-scheme:dark){:root{--ink:#f2f0ea;--paper:#161616;--soft:#b9b6ad;--line:#4a4842;--mark:#8fc4ff;--warn:#ffcf87}}
@media (prefers-contrast:more){:root{--soft:var(--ink);--line:var(--ink)}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:1rem;background:var(--paper);color:var(--ink);font:1.125rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:.2rem 0}
h2{font-size:1.1rem;margin:.6rem 0 .2rem}
img{display:block;width:100%;height:auto;border-radius:.4rem;background:#8884}
audio{width:100%}
a{color:var(--mark)}
.note{color:var(--warn);border-left:.3rem solid var(--warn);padding-left:.6rem}
.panels{list-style:none;margin:0;padding:0;display:grid;gap:2rem}
.panel{border-top:1px solid var(--line);padding-top:.5rem}
.caption{font-size:1.25rem;margin:.4rem 0}
.sure,.when,.doubts,.lines{color:var(--soft);margin:.2rem 0}
.lines{padding-left:1.2rem}
.pictograms{display:flex;flex-wrap:wrap;gap:.4rem;margin:.3rem 0;padding:0;list-style:none}
.pictograms li{border:1px solid var(--line);border-radius:.4rem;padding:.2rem;width:6.5rem;text-align:center;font-size:.95rem}
.controls{display:none;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.5rem 0}
button{font:inherit;padding:.4rem .9rem;min-height:2.75rem;border:2px solid var(--ink);border-radius:.4rem;background:transparent;color:inherit;cursor:pointer}
button:focus-visible,a:focus-visible,summary:focus-visible,.panel:focus-visible{outline:.2rem solid var(--mark);outline-offset:.15rem}
.one .panel{display:none}
.one .panel[aria-current]{display:block}
.js .controls{display:flex}
.live{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (min-width:50rem){.panel{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.2rem}.one .panel[aria-current]{display:grid}}
@media (prefers-reduced-motion:no-preference){.one .panel[aria-current]{animation:come .25s ease-out}@keyframes come{from{opacity:.2}}}
@media print{.controls,audio,.live{display:none!important}.one .panel{display:block}.panel{break-inside:avoid}.panel img{max-width:11cm}body{max-width:none}}
"""

_SCRIPT = """
(()=>{
const root=document.documentElement,list=document.querySelector('.panels'),panels=[...document.querySelectorAll('.panel')];
if(!panels.length)return;
root.classList.add('js');
const sound=document.querySelector('audio'),live=document.querySelector('.live'),where=document.querySelector('.where');
const starts=panels.map(p=>+p.dataset.start);
let at=-1,follow=true;
const show=(n,told)=>{n=Math.max(0,Math.min(panels.length-1,n));if(n===at)return;if(at>=0)panels[at].removeAttribute('aria-current');at=n;
panels[n].setAttribute('aria-current','true');where.textContent=`${n+1} / ${panels.length}`;if(told)live.textContent=panels[n].querySelector('.caption').textContent;
if(!list.classList.contains('one'))panels[n].scrollIntoView({block:'nearest'})};
const go=n=>{show(n,true);if(sound&&follow){sound.currentTime=starts[at]}};
const all=()=>{const one=list.classList.toggle('one');button('all').setAttribute('aria-pressed',String(!one));if(!one)panels[at].focus()};
const button=k=>document.querySelector(`[data-do=${k}]`);
const acts={back:()=>go(at-1),on:()=>go(at+1),all,play:()=>sound&&(sound.paused?sound.play():sound.pause())};
document.querySelectorAll('[data-do]').forEach(b=>b.addEventListener('click',()=>acts[b.dataset.do]()));
document.querySelectorAll('[data-at]').forEach(a=>a.addEventListener('click',e=>{if(sound){e.preventDefault();sound.currentTime=+a.dataset.at;sound.play()}}));
document.addEventListener('keydown',e=>{if(e.target.closest('audio,summary,input,textarea')||e.ctrlKey||e.metaKey||e.altKey)return;
const k={ArrowLeft:'back',ArrowRight:'on',PageUp:'back',PageDown:'on',a:'all'}[e.key]||(e.key===' '&&!e.target.closest('button,a')?'play':'');
if(k){e.preventDefault();acts[k]()}});
if(sound){sound.addEventListener('timeupdate',()=>{let n=0;while(n+1<starts.length&&starts[n+1]<=sound.currentTime+.05)n++;if(!sound.paused)show(n,true)});
const p=button('play');sound.addEventListener('play',()=>{p.textContent='Pause'});sound.addEventListener('pause',()=>{p.textContent='Play'})}
list.classList.add('one');show(Math.max(0,panels.findIndex(p=>'#'+p.id===location.hash)),false);
addEventListener('hashchange',()=>{const n=panels.findIndex(p=>'#'+p.id===location.hash);if(n>=0)show(n,true)});
})();
"""


def page_html(story: Storyboard, pictures: Sequence[tuple[str, bytes]], pictograms: Sequence[Sequence[tuple[str, str]]] | None = None) -> str:
    """The page. `pictures` are (format, file) of each leaf; `pictograms`, where wanted, for each leaf a line of (words, SVG)."""
    leaves = "".join(_panel(story, number, leaf, picture, pictograms[number] if pictograms else ()) for number, (leaf, picture) in enumerate(zip(story.leaves, pictures, strict=True)))
    sound = f'<audio controls preload="metadata" src="{escape(story.sound)}"></audio>' if story.sound else ""
    play = '<button type="button" data-do="play">Play</button>' if story.sound else ""
    head = f'<!doctype html><html lang="{escape(story.language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(story.title)}</title><style>{_STYLE}</style></head>'
    return (
        f'{head}<body><header><h1>{escape(story.title)}</h1><p class="sure">{len(story.leaves)} picture{"s" * (len(story.leaves) != 1)}, {_minutes(story.seconds)} of speech, drawn by {escape(story.model)}.</p>'
        f'{_notes(story)}</header><main>{sound}<div class="controls" role="group" aria-label="Pictures"><button type="button" data-do="back">Back</button>{play}'
        f'<button type="button" data-do="on">On</button><button type="button" data-do="all" aria-pressed="false">All pictures</button><span class="where"></span></div>'
        f'<p class="live" aria-live="polite"></p><ol class="panels">{leaves}</ol>{"" if story.leaves else "<p>Nothing that can be drawn was heard in it.</p>"}</main>'
        f"<footer><p class=\"sure\">Keys: arrows for the pictures, space to play, a for all of them.</p></footer><script>{_SCRIPT}</script></body></html>\n"
    )


def _notes(story: Storyboard) -> str:
    unseen = "" if story.reviewed else '<p class="note">Not reviewed: pictures and captions were made automatically from speech and may be wrong.</p>'
    return unseen + "".join(f'<p class="note">{escape(note)}</p>' for note in story.notes)


def _panel(story: Storyboard, number: int, leaf: Leaf, picture: tuple[str, bytes], pictograms: Sequence[tuple[str, str]]) -> str:
    kind, data = picture
    mime = {"svg": "image/svg+xml", "jpg": "image/jpeg"}.get(kind, f"image/{kind}")
    image = f'<img src="data:{mime};base64,{base64.b64encode(data).decode()}" alt="{escape(leaf.alt)}" width="640" height="640">'
    when = f'<a href="#p{leaf.key}" data-at="{leaf.start_s:.2f}">{_minutes(leaf.start_s)} to {_minutes(story.until_s(number))}</a>'
    line = "".join(f"<li>{svg}<span>{escape(words)}</span></li>" for words, svg in pictograms)
    return (
        f'<li class="panel" id="p{leaf.key}" data-start="{leaf.start_s:.2f}" tabindex="-1"><div>{image}{f"<ul class=pictograms aria-label=Pictograms>{line}</ul>" if line else ""}</div>'
        f'<div><h2>Picture {number + 1}</h2><p class="caption">{escape(leaf.caption)}</p><p class="sure">{_sure(leaf)}</p>{_doubts(leaf)}<p class="when">{when}</p>{_heard(leaf.lines)}</div></li>'
    )


def _sure(leaf: Leaf) -> str:
    if leaf.status != "unreviewed":
        return "Reviewed by a person."
    return "Automatic." if leaf.confidence is None else f"Automatic, {leaf.confidence:.0%} sure of the least certain thing."


def _doubts(leaf: Leaf) -> str:
    if not leaf.doubts:
        return ""
    asked = ", ".join(" or ".join(names) for names in leaf.doubts)
    return f'<p class="doubts">Perhaps also, not drawn: {escape(asked)}?</p>'


def _heard(lines: Sequence[Line]) -> str:
    said = [line for line in lines if line.text.strip()]
    if not said:
        return ""
    rows = "".join(f'<li><a href="#" data-at="{line.start_s:.2f}">{_minutes(line.start_s)}</a> {escape(line.text)}</li>' for line in said)
    return f'<details><summary>Words heard</summary><ul class="lines">{rows}</ul></details>'


def _minutes(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" if whole >= 3600 else f"{whole // 60}:{whole % 60:02}"
