// check_serve.mjs HUIKAN [FOLDER]: opens the page of `huikan watch --serve` in headless Chromium and uses it as a person
// would: sees chapters and pages, edits an article, sees the page follow, follows a problem to its line. With FOLDER it
// leaves pictures of the page there. Chromium is CHROMIUM or /usr/bin/chromium; playwright-core that of PUBKIT_HOME.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const [program, pictures] = process.argv.slice(2);
const huikan = path.resolve(program);
const kit = process.env.PUBKIT_HOME || '/opt/pubkit';
const { chromium } = createRequire(kit + '/node/package.json')('playwright-core');
const PATIENCE = 30_000;

const check = (is, what) => {
  if (!is) throw new Error(what);
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'huikan-serve-'));
const file = name => path.join(folder, 'content/river', name);
const article = (title, text) => `---\ntitle: ${title}\nunit: 水文站\ndate: 2023-04-05\n---\n\n${text}\n`;
fs.mkdirSync(path.join(folder, 'content/river'), { recursive: true });
fs.writeFileSync(path.join(folder, 'huikan.toml'), '[publication]\ntitle = "河流读本"\n[volumes]\nby = ["source"]\n');
const long = '河水涨了三尺，渡口的石阶只露出最上面的两级。\n\n'.repeat(60);
fs.writeFileSync(file('01-水位.md'), article('水位', long));
fs.writeFileSync(file('02-渡口.md'), article('渡口', '船靠在对岸。\n\n' + long));

const watch = spawn(huikan, ['watch', '--serve', '--port', '0', '--lang', 'zh'], { cwd: folder });
const ended = new Promise(done => watch.on('exit', done));
let said = '';
watch.stderr.on('data', data => (said += data));
const address = await new Promise((found, failed) => {
  let out = '';
  watch.stdout.on('data', data => {
    out += data;
    const url = out.match(/http:\/\/127\.0\.0\.1:\d+\//);
    if (url) found(url[0]);
  });
  setTimeout(() => failed(new Error('no address: ' + said)), PATIENCE);
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless=new'],
});
let status = 1;
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  page.setDefaultTimeout(PATIENCE);
  const complaints = [];
  page.on('console', line => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('request', request => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(address)) complaints.push('asks for ' + request.url());
  });
  const picture = async name => pictures && page.screenshot({ path: path.join(pictures, name + '.png') });
  const frame = page.frameLocator('#frame');

  // The chapters of the EPUB, and one of them.
  await page.goto(address);
  await page.locator('#list a', { hasText: '渡口' }).click();
  await frame.locator('text=船靠在对岸').waitFor();
  check((await page.locator('#edition option').allTextContents()).join() === 'epub,a5,booklet', 'the editions are listed');
  const marked = await page.locator('#list a[aria-current]').textContent();
  check(marked === '渡口', 'the chapter that is shown is marked: ' + marked);
  check((await page.locator('#frame').getAttribute('sandbox')) === 'allow-same-origin', 'scripts of a book are not run');
  await picture('epub');

  // An edit: the page follows by itself and stays where it was.
  const scroll = () => page.locator('#frame').evaluate(frame => frame.contentWindow.scrollY);
  await page.locator('#frame').evaluate(frame => frame.contentWindow.scrollTo(0, 300));
  check((await scroll()) === 300, 'the frame can be scrolled');
  fs.writeFileSync(file('02-渡口.md'), article('渡口', '船已经开了。\n\n' + long));
  await frame.locator('text=船已经开了').waitFor();
  await page.waitForFunction(() => document.getElementById('frame').contentWindow.scrollY === 300);

  // A problem, and the line it is on.
  fs.writeFileSync(file('01-水位.md'), article('水位', '[点](javascript:x)这里。'));
  const place = page.locator('#problems a', { hasText: '01-水位.md:7' });
  await place.waitFor();
  await picture('problem');
  const [source] = await Promise.all([page.waitForEvent('popup'), place.click()]);
  await source.locator('li[aria-current]', { hasText: '[点](javascript:x)' }).waitFor();
  if (pictures) await source.screenshot({ path: path.join(pictures, 'source.png') });
  await source.close();

  // What cannot be built stays as it was, and what is wrong is said.
  fs.writeFileSync(file('02-渡口.md'), '---\ntitle: [渡口\n---\n\n船。\n');
  await page.locator('#problems li.error').first().waitFor();
  await frame.locator('text=船已经开了').waitFor();
  fs.writeFileSync(file('02-渡口.md'), article('渡口', '船回来了。\n\n' + long));
  await frame.locator('text=船回来了').waitFor();
  fs.writeFileSync(file('01-水位.md'), article('水位', long));
  await page.locator('#problems li', { hasText: '没有发现问题' }).waitFor();

  // The pages of the PDF; the page that is shown outlasts an edit and a reload.
  await page.locator('#edition').selectOption('a5');
  await page.locator('#list a', { hasText: '渡口', has: page.locator('.number') }).click();
  await page.waitForFunction(() => Number(document.getElementById('page').value) > 3);
  const number = await page.locator('#page').inputValue();
  const viewer = () => page.frames().some(frame => frame.url().startsWith('chrome-extension://'));
  for (let tries = 0; tries < 100 && !viewer(); tries++) await page.waitForTimeout(100);
  check(viewer(), 'the viewer of the browser shows the PDF');
  const shown = () => page.locator('#frame').getAttribute('src');
  const before = await shown();
  check(before.includes(`#page=${number}&`), 'it shows that page: ' + before);
  await page.waitForTimeout(1500);
  await picture('pdf');
  fs.writeFileSync(file('02-渡口.md'), article('渡口', '船又走了。\n\n' + long));
  await page.waitForFunction(old => document.getElementById('frame').getAttribute('src') !== old, before);
  check((await shown()).includes(`#page=${number}&`), 'the same page after an edit');
  await page.reload();
  await page.waitForFunction(number => document.getElementById('page').value === number, number);
  await page.locator('#next').click();
  await page.waitForFunction(next => document.getElementById('page').value === String(next), Number(number) + 1);

  // The page says when there is nothing to follow any more.
  watch.kill('SIGINT');
  await page.locator('#status.ended').waitFor();
  check(complaints.every(text => /ERR_CONNECTION_REFUSED|Failed to fetch/.test(text)), complaints.join('\n'));
  check(!fs.readdirSync(path.join(folder, 'out/river')).some(name => name.endsWith('.tmp')), 'nothing is left behind');
  console.log('== the page shows chapters, pages and problems, and follows edits');
  status = 0;
} catch (error) {
  console.log(String(error.stack || error));
  console.log(said);
} finally {
  await browser.close();
  watch.kill();
  await ended;
  fs.rmSync(folder, { recursive: true, force: true });
}
process.exit(status);
