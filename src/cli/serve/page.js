// The page of `huikan watch --serve`: shows what the last round has made and follows the next.
'use strict';

const at = id => document.getElementById(id);
const words = document.body.dataset;
// How often it asks whether there was another round, in milliseconds.
const EVERY = 500;
// No list is read further than this.
const MOST_PROBLEMS = 300;

let state = null;
// What the frame shows, and of which round.
let shown = { place: '', round: -1 };

// The place in the address: volume, edition, and the chapter or page of it, so that it
// outlasts a reload and can be kept.
function place() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const volumes = state.volumes;
  const volume = volumes.find(one => one.id === asked.get('volume')) || volumes[0];
  if (!volume) return null;
  const edition = volume.editions.find(one => one.name === asked.get('edition')) || volume.editions[0];
  if (!edition) return { volume };
  const key = asked.get('at') || '';
  if (edition.kind === 'pdf') {
    const page = Math.min(Math.max(parseInt(key, 10) || 1, 1), edition.pages || 1);
    return { volume, edition, at: String(page), page };
  }
  const chapter = edition.chapters.find(one => one.href === key) || edition.chapters[0];
  return { volume, edition, at: chapter ? chapter.href : '', chapter };
}

const address = (volume, edition, at) => '#' + new URLSearchParams({ volume, edition, at });

function go(volume, edition, at) {
  location.hash = address(volume, edition, at);
}

function element(name, text, options = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  return Object.assign(made, options);
}

const path = file => file.split('/').map(encodeURIComponent).join('/');

function fill(select, options, chosen) {
  select.replaceChildren(...options.map(({ value, text }) => new Option(text, value, false, value === chosen)));
}

// Shows an address in a new frame, so that rounds leave no steps in the history. What was
// shown before and is only of another round goes on from where it was.
function show(source, key, isBook) {
  const again = shown.place === key;
  if (again && shown.round === state.round) return;
  shown = { place: key, round: state.round };
  const old = at('frame');
  let top = [0, 0];
  try {
    if (again) top = [old.contentWindow.scrollX, old.contentWindow.scrollY];
  } catch { /* the viewer of PDF files keeps its place to itself */ }
  const fresh = old.cloneNode();
  // Scripts of a book are not run.
  if (isBook) fresh.setAttribute('sandbox', 'allow-same-origin');
  else fresh.removeAttribute('sandbox');
  fresh.hidden = false;
  fresh.onload = () => {
    try { fresh.contentWindow.scrollTo(...top); } catch { /* as above */ }
  };
  fresh.src = source;
  old.replaceWith(fresh);
}

function list(here) {
  const { volume, edition } = here;
  const item = entry => {
    const key = entry.href || String(entry.page);
    const link = element('a', entry.title, { href: address(volume.id, edition.name, key) });
    if (entry.page) link.append(element('span', entry.page, { className: 'number' }));
    if (key === here.at) link.setAttribute('aria-current', 'true');
    const line = element('li', '');
    if (entry.level > 1) line.className = 'deep';
    line.append(link);
    return line;
  };
  at('list').replaceChildren(...edition.chapters.map(item));
}

function draw() {
  const here = place();
  fill(at('volume'), state.volumes.map(one => ({ value: one.id, text: one.title })), here && here.volume.id);
  const editions = here ? here.volume.editions : [];
  fill(at('edition'), editions.map(one => ({ value: one.name, text: one.name })), here && here.edition && here.edition.name);
  const has = Boolean(here && here.edition);
  at('empty').hidden = has;
  at('frame').hidden = !has;
  at('open').hidden = !has;
  if (!has) return;
  const { volume, edition } = here;
  const isPdf = edition.kind === 'pdf';
  at('list-head').textContent = isPdf ? words.pages : words.chapters;
  at('turn').hidden = !isPdf;
  at('open').href = '/out/' + path(edition.file);
  if (isPdf) {
    at('page').value = here.page;
    at('page').max = edition.pages;
    at('pages').textContent = words.of.replace('{count}', edition.pages);
    at('previous').disabled = here.page <= 1;
    at('next').disabled = here.page >= edition.pages;
    show(`/out/${path(edition.file)}?round=${state.round}#page=${here.page}&navpanes=0`, `${edition.file}#${here.page}`, false);
  } else {
    show(`/book/${path(edition.file)}/${path(here.at)}?round=${state.round}`, `${edition.file}/${here.at}`, true);
  }
  list(here);
}

function problems() {
  const all = state.diagnostics;
  at('count').textContent = all.length ? `(${all.length})` : '';
  const item = one => {
    const line = element('li', '', { className: one.severity });
    line.append(element('b', `${words[one.severity]} ${one.code}`), ' ', one.message);
    if (one.hint) line.append(element('span', one.hint, { className: 'hint' }));
    if (one.file) {
      const where = [one.file, one.line, one.column].filter(Boolean).join(':');
      const text = one.has_source
        ? element('a', where, { href: `/source/${path(one.file)}?line=${one.line || 1}#line`, target: '_blank', rel: 'noopener' })
        : element('span', where);
      const span = element('span', '', { className: 'place' });
      span.append(text);
      line.append(span);
    }
    return line;
  };
  const lines = all.slice(0, MOST_PROBLEMS).map(item);
  if (all.length > MOST_PROBLEMS) lines.push(element('li', words.more.replace('{count}', all.length - MOST_PROBLEMS)));
  if (!all.length) lines.push(element('li', words.none));
  at('problems').replaceChildren(...lines);
}

function status(text, ended = false) {
  at('status').textContent = text;
  at('status').classList.toggle('ended', ended);
}

async function follow() {
  try {
    const answer = await fetch('/state?after=' + (state ? state.round : -1));
    if (answer.status === 200) {
      state = await answer.json();
      document.title = state.title;
      status(state.line || words.first);
      draw();
      problems();
    } else if (state && at('status').classList.contains('ended')) {
      status(state.line || words.first);
    }
  } catch {
    status(words.ended, true);
  }
  setTimeout(follow, EVERY);
}

at('volume').onchange = () => go(at('volume').value, at('edition').value, '');
at('edition').onchange = () => go(at('volume').value, at('edition').value, '');
const turn = by => {
  const here = place();
  if (here && here.edition) go(here.volume.id, here.edition.name, String(by(here.page || 1)));
};
at('previous').onclick = () => turn(page => page - 1);
at('next').onclick = () => turn(page => page + 1);
at('page').onchange = () => turn(() => at('page').value);
at('turn').onsubmit = event => event.preventDefault();
addEventListener('hashchange', () => state && draw());
follow();
