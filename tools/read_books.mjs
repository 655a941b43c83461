// Opens EPUBs in two reading engines inside headless Chromium and does what a reader does:
// looks at the contents, goes to the third chapter, taps the mark of a note, goes to a page
// of the printed edition.
//
//   node tools/read_books.mjs BOOK.epub…
//
// Prints a line for each book and engine; exit 1 when something did not work. A book without
// notes, or without pages of a printed edition, is asked only for the rest, and the line says
// so. The engines (foliate-js, epub.js), playwright-core and jszip are those of the kit in
// ../shared/kit, installed below PUBKIT_HOME (/opt/pubkit).
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { createRequire } from 'node:module'

const kit = process.env.PUBKIT_HOME || '/opt/pubkit'
const modules = path.join(kit, 'node', 'node_modules')
const { chromium } = createRequire(path.join(modules, 'x.js'))('playwright-core')

const frame = script => `<!DOCTYPE html><meta charset="utf-8">
<style>html,body,#v,foliate-view{margin:0;display:block;width:100%;height:100%;overflow:hidden}</style>
<body><div id="v"></div>${script}`
const pages = {
  '/foliate.html': frame(`<script type="module">
    import '/foliate/view.js'
    import { FootnoteHandler } from '/foliate/footnotes.js'
    window.FootnoteHandler = FootnoteHandler
    window.ready = true
  </script>`),
  '/epubjs.html': frame(`<script src="/jszip/jszip.min.js"></script><script src="/epubjs/epub.js"></script>
  <script>window.ready = true</script>`),
}
const mounts = {
  '/foliate/': path.join(modules, 'foliate-js'),
  '/epubjs/': path.join(modules, 'epubjs', 'dist'),
  '/jszip/': path.join(modules, 'jszip', 'dist'),
}
const types = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' }
let book = ''

const server = http.createServer((request, response) => {
  const place = decodeURIComponent(new URL(request.url, 'http://x').pathname)
  const send = (body, type) => response.writeHead(200, { 'content-type': type }).end(body)
  if (pages[place]) return send(pages[place], 'text/html')
  if (place === '/book.epub') return send(fs.readFileSync(book), 'application/epub+zip')
  const mount = Object.keys(mounts).find(mount => place.startsWith(mount))
  const file = mount && path.join(mounts[mount], place.slice(mount.length))
  if (file && file.startsWith(mounts[mount]) && fs.existsSync(file)) {
    return send(fs.readFileSync(file), types[path.extname(file)] || 'application/octet-stream')
  }
  response.writeHead(404).end()
})
await new Promise(done => server.listen(0, '127.0.0.1', done))
const base = `http://127.0.0.1:${server.address().port}`

// What each engine is asked; runs in its page and returns what it found.
const ask = {
  async foliate() {
    const wait = async (what, test) => {
      for (let turn = 0; turn < 400; turn++) {
        const found = test()
        if (found) return found
        await new Promise(done => setTimeout(done, 25))
      }
      throw new Error(`waited in vain for ${what}`)
    }
    const view = document.createElement('foliate-view')
    document.getElementById('v').append(view)
    const blob = await (await fetch('/book.epub')).blob()
    await view.open(new File([blob], 'book.epub', { type: 'application/epub+zip' }))
    let loaded
    view.addEventListener('load', event => { loaded = event.detail })
    const flat = list => (list || []).flatMap(entry => [entry, ...flat(entry.subitems)])
    const toc = flat(view.book.toc).filter(entry => entry.href)
    const go = async href => {
      const { index } = view.resolveNavigation(href)
      await view.goTo(href)
      return wait(`section ${index}`, () => loaded?.index === index && loaded.doc)
    }
    const third = toc[Math.min(2, toc.length - 1)]
    const chapter = await go(third.href)
    const result = { contents: toc.length, chapter: [third.label, chapter.body.textContent.trim().length] }

    const handler = new FootnoteHandler()
    let note
    handler.addEventListener('before-render', event => document.body.append(event.detail.view))
    handler.addEventListener('render', event => { note = event.detail })
    view.addEventListener('link', event => handler.handle(view.book, event))
    const { sections } = view.book
    for (let index = 0; index < sections.length && !result.note; index++) {
      const mark = (await sections[index].createDocument()).querySelector('a[role="doc-noteref"]')
      if (!mark) continue
      await view.goTo(index)
      const doc = await wait(`section ${index}`, () => loaded?.index === index && loaded.doc)
      doc.querySelector('a[role="doc-noteref"]').click()
      await wait('a note', () => note)
      const shown = await wait('the text of a note', () => note.target.ownerDocument.body.textContent.trim())
      note.view.remove()
      result.note = [mark.textContent.trim(), shown.length, note.type]
    }

    const list = view.book.pageList || []
    if (list.length) {
      const entry = list[Math.floor(list.length / 2)]
      const { index, anchor } = view.resolveNavigation(entry.href)
      const doc = await go(entry.href)
      const mark = anchor(doc)
      await wait('the page', () => view.lastLocation?.pageItem)
      result.page = [entry.label.trim(), mark?.getAttribute?.('aria-label'),
        mark?.getAttribute?.('role'), index, list.length]
    }
    return result
  },

  async epubjs() {
    const within = (what, promise) => Promise.race([promise,
      new Promise((_, fail) => setTimeout(() => fail(new Error(`waited in vain for ${what}`)), 20000))])
    const opened = window.ePub(await (await fetch('/book.epub')).arrayBuffer())
    await within('the book', opened.ready)
    const view = opened.renderTo('v', { width: innerWidth, height: innerHeight, spread: 'none' })
    await within('the first page', view.display())
    const flat = list => (list || []).flatMap(entry => [entry, ...flat(entry.subitems)])
    const toc = flat(opened.navigation.toc).filter(entry => entry.href)
    const text = () => view.getContents()[0].document
    const third = toc[Math.min(2, toc.length - 1)]
    await within('a chapter', view.display(third.href))
    const result = { contents: toc.length, chapter: [third.label.trim(), text().body.textContent.trim().length] }

    for (const item of opened.spine.spineItems) {
      if (result.note) break
      const source = await item.load(opened.load.bind(opened))
      const mark = (source.querySelector ? source : source.ownerDocument).querySelector('a[role="doc-noteref"]')
      item.unload()
      if (!mark) continue
      await within('a chapter with a note', view.display(item.href))
      const link = text().querySelector('a[role="doc-noteref"]')
      const id = link.getAttribute('href').split('#')[1]
      const moved = within('the note', new Promise(done => view.once('relocated', done)))
      link.click()
      await moved
      result.note = [link.textContent.trim(), text().getElementById(id).textContent.trim().length]
    }

    const list = opened.pageList?.pages?.length ? opened.pageList.pageList : []
    if (list.length) {
      const entry = list[Math.floor(list.length / 2)]
      await within('a page', view.display(entry.href))
      const mark = text().getElementById(entry.href.split('#')[1])
      result.page = [String(entry.page), mark?.getAttribute('aria-label'), mark?.getAttribute('role'),
        view.currentLocation().start.index, list.length]
    }
    return result
  },
}

// What is wrong with what an engine found.
function wrong(found, has) {
  const problems = []
  if (!found.contents) problems.push('no contents')
  if (!(found.chapter?.[1] > 0)) problems.push('the third chapter is empty')
  if (has.notes && !(found.note?.[1] > 0)) problems.push('the mark of a note opens nothing')
  if (has.pages) {
    if (!found.page) problems.push('no page list')
    else if (found.page[0] !== found.page[1]) problems.push(`page ${found.page[0]} leads to ${found.page[1]}`)
    else if (found.page[2] !== 'doc-pagebreak') problems.push('a page leads to no page mark')
  }
  return problems
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
let failed = false
for (const file of process.argv.slice(2)) {
  book = path.resolve(file)
  const bytes = await import('node:child_process').then(({ execFileSync }) =>
    execFileSync('unzip', ['-p', book, '*.xhtml'], { maxBuffer: 1 << 30, encoding: 'utf8' }))
  const has = { notes: bytes.includes('doc-noteref'), pages: bytes.includes('doc-pagebreak') }
  for (const engine of Object.keys(ask)) {
    const context = await browser.newContext({ viewport: { width: 600, height: 800 }, bypassCSP: true })
    let problems = []
    let found = {}
    try {
      const page = await context.newPage()
      await page.goto(`${base}/${engine}.html`)
      await page.waitForFunction('window.ready')
      found = await page.evaluate(ask[engine])
      problems = wrong(found, has)
    } catch (error) {
      problems = [String(error.message || error).split('\n')[0]]
    }
    await context.close()
    failed ||= problems.length > 0
    const name = path.basename(file)
    const lacks = [!has.notes && 'no notes', !has.pages && 'no pages'].filter(Boolean)
    console.log(`${problems.length ? 'FAIL' : 'ok  '} ${name} ${engine} ${JSON.stringify(found)}` +
      [...problems, ...lacks].map(words => `; ${words}`).join(''))
  }
}
await browser.close()
server.close()
process.exit(failed || process.argv.length < 3 ? 1 : 0)
